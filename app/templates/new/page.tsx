import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import { server } from '../../_data/server.ts';
import { loadTemplates } from '../../_data/templates.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { firstText } from '../_editor/first-text.ts';
import { TemplateEditor } from '../_editor/template-editor.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('new') };
}

export default async function NewTemplatePage(props: { searchParams: Promise<{ from?: string | string[] }> }) {
  const t = await getTranslations('templates');
  const { viewer, templates } = await loadTemplates();
  const from = [(await props.searchParams).from].flat()[0];
  const original = templates.find(({ template }) => template.id === from)?.template.definition ?? null;
  const benchmarks = await listBenchmarks(server().database, viewer.scope);
  return (
    <PageFrame crumbs={[{ label: t('crumb'), href: '/templates' }, { label: t('new') }]}>
      <Headline question={t('oneQuestion')}>{original ? t('copyOf', { id: original.id }) : t('newTitle')}</Headline>
      <TemplateEditor initial={firstText(original)} benchmarks={benchmarks.map(({ name }) => name)} />
    </PageFrame>
  );
}
