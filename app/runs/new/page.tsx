import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import { planForm } from '../../_data/plan-form.ts';
import { server } from '../../_data/server.ts';
import { templateChoices } from '../../_data/template-choices.ts';
import { requireViewer } from '../../_data/viewer.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { RunForm } from './run-form.tsx';
import { valuesOf } from './values-of.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('newRun'))('crumb') };
}

export default async function NewRunPage(props: { searchParams: Promise<Record<string, string | string[]>> }) {
  const t = await getTranslations('newRun');
  const { scope } = await requireViewer();
  const { database, env } = server();
  const benchmarks = await listBenchmarks(database, scope);
  if (benchmarks.length === 0) redirect('/');
  const values = valuesOf(await props.searchParams);
  const known = benchmarks.find((benchmark) => benchmark.name === values.benchmark) ?? benchmarks[0];
  const initial = { ...values, benchmark: known?.name ?? '' };
  return (
    <PageFrame crumbs={[{ label: t('home'), href: '/' }, { label: t('crumb') }]}>
      <Headline question={t('question')}>{t('title')}</Headline>
      <RunForm
        benchmarks={benchmarks.map(({ name, prompts, contestants, categories }) => ({
          name,
          prompts,
          contestants,
          categories,
        }))}
        templates={await templateChoices(scope)}
        initial={initial}
        initialAnswer={await planForm(scope, initial)}
        installation={{ keyedOrigins: env.keyedOrigins, baseUrl: env.openAiBaseUrl }}
      />
    </PageFrame>
  );
}
