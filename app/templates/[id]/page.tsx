import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import { templateHistory } from '#lib/db/template-versions.ts';
import { templateOf } from '#lib/judging/template-of.ts';
import { templateToYaml } from '#lib/pipeline/template-yaml.ts';
import { server } from '../../_data/server.ts';
import { requireTemplateOf } from '../../_data/templates.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import styles from '../templates.module.css';
import { titleOf } from '../title-of.ts';
import { TemplateExample } from './template-example.tsx';
import { TemplateFacts } from './template-facts.tsx';
import { VersionTable } from './version-table.tsx';

interface Place {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ version?: string | string[]; benchmark?: string | string[] }>;
}

export async function generateMetadata({ params }: Place): Promise<Metadata> {
  const { known } = await requireTemplateOf((await params).id);
  return { title: titleOf(known.template.definition, await getLocale()) };
}

export default async function TemplatePage({ params, searchParams }: Place) {
  const t = await getTranslations('templates');
  const { viewer, known } = await requireTemplateOf((await params).id);
  const { database } = server();
  const { id } = known.template;
  const history = await templateHistory(database, viewer.scope, id);
  const query = await searchParams;
  const wanted = query.version === undefined ? known.template.version : Number([query.version].flat()[0]);
  const stored = history.find(({ version }) => version === wanted);
  if (!stored && wanted !== known.template.version) notFound();
  const template = stored ? templateOf(stored.definition, stored.version) : known.template;
  const benchmarks = (await listBenchmarks(database, viewer.scope)).map(({ name }) => name);
  const action =
    known.source === 'saved' ? (
      <Link href={`/templates/${id}/edit`} className="button">
        {t('edit')}
      </Link>
    ) : (
      <Link href={{ pathname: '/templates/new', query: { from: id } }} className="button">
        {t('copy')}
      </Link>
    );
  const crumbs = [
    { label: t('crumb'), href: '/templates' },
    { label: titleOf(template.definition, await getLocale()) },
  ];
  return (
    <PageFrame crumbs={crumbs} action={action}>
      <Headline question={t('oneQuestion')}>
        {t('oneAnswer', { title: titleOf(template.definition, await getLocale()), version: template.version })}
      </Headline>
      <TemplateFacts template={template} known={known} />
      <VersionTable id={id} history={history} current={known.template.version} shown={template.version} />
      <TemplateExample template={template} scope={viewer.scope} benchmarks={benchmarks} wanted={query.benchmark} />
      <section>
        <h2 className={styles.heading}>{t('yaml')}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled, by keyboard too. */}
        <pre className={styles.yaml} tabIndex={0}>
          {templateToYaml(template.definition)}
        </pre>
      </section>
    </PageFrame>
  );
}
