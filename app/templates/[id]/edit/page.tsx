import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import { templateToYaml } from '#lib/pipeline/template-yaml.ts';
import { server } from '../../../_data/server.ts';
import { requireTemplateOf } from '../../../_data/templates.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { TemplateEditor } from '../../_editor/template-editor.tsx';
import { titleOf } from '../../title-of.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('edit') };
}

export default async function EditTemplatePage(props: { params: Promise<{ id: string }> }) {
  const t = await getTranslations('templates');
  const { viewer, known } = await requireTemplateOf((await props.params).id);
  const { id, definition } = known.template;
  if (known.source !== 'saved') redirect(`/templates/new?from=${id}`);
  const benchmarks = await listBenchmarks(server().database, viewer.scope);
  const title = titleOf(definition, await getLocale());
  const crumbs = [
    { label: t('crumb'), href: '/templates' },
    { label: title, href: `/templates/${id}` },
    { label: t('edit') },
  ];
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={t('oneQuestion')}>{t('editTitle', { title })}</Headline>
      <TemplateEditor initial={templateToYaml(definition)} benchmarks={benchmarks.map(({ name }) => name)} />
    </PageFrame>
  );
}
