import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { listBenchmarks } from '#lib/db/benchmarks.ts';
import type { Env } from '#lib/env.ts';
import { findOrigin } from '../../_data/origin.ts';
import { planForm } from '../../_data/plan-form.ts';
import { server } from '../../_data/server.ts';
import { templateChoices } from '../../_data/template-choices.ts';
import { requireViewer } from '../../_data/viewer.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { queryText } from '../../_ui/query-text.ts';
import { DEFAULTS } from './form-defaults.ts';
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
  const query = await props.searchParams;
  const origin = await findOrigin(scope, queryText(query.origin));
  const values = { ...valuesOf(query, origin?.values), origin: origin?.values.origin ?? '' };
  const known =
    benchmarks.find((benchmark) => benchmark.name === values.benchmark) ??
    benchmarks.find(({ contestants }) => contestants.length >= 2) ??
    benchmarks[0];
  const initial = { ...values, benchmark: known?.name ?? '' };
  return (
    <PageFrame crumbs={[{ label: t('home'), href: '/' }, { label: t('crumb') }]}>
      <Headline question={t('question')}>
        {origin ? t('titleAgain', { number: origin.run.number }) : t('title')}
      </Headline>
      <RunForm
        benchmarks={benchmarks.map(({ name, prompts, contestants, categories }) => ({
          name,
          prompts,
          contestants,
          categories,
        }))}
        templates={await templateChoices(scope)}
        initial={initial}
        base={origin?.values ?? DEFAULTS}
        initialAnswer={await planForm(scope, initial)}
        installation={{ keyedOrigins: env.keyedOrigins, unkeyed: unkeyedOf(env), baseUrl: env.openAiBaseUrl }}
      />
    </PageFrame>
  );
}

/** Origins whose key has a variable that is not set; never a key. */
function unkeyedOf({ judgeKeys, keyedOrigins }: Env): { origin: string; variable: string }[] {
  return judgeKeys
    .filter(({ origin }) => !keyedOrigins.includes(origin))
    .map(({ origin, variable }) => ({ origin, variable }));
}
