import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { findBenchmark } from '#lib/db/benchmark-pages.ts';
import { itemReport, itemThresholds } from '#lib/pipeline/item-report.ts';
import { requireRun } from '../../../_data/run.ts';
import { server } from '../../../_data/server.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { Notice } from '../../../_ui/notice.tsx';
import { queryText } from '../../../_ui/query-text.ts';
import { ItemTable } from './item-table.tsx';
import { ThresholdForm } from './threshold-form.tsx';

interface Props {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run } = await requireRun((await params).number);
  return { title: (await getTranslations('items'))('documentTitle', { number: run.number, benchmark: run.benchmark }) };
}

export default async function ItemsPage({ params, searchParams }: Props) {
  const { viewer, run } = await requireRun((await params).number);
  const { database } = server();
  const t = await getTranslations('items');
  const query = await searchParams;
  const given = Object.fromEntries(
    Object.keys(itemThresholds.shape)
      .map((field) => [field, queryText(query[field])] as const)
      .filter(([, text]) => text !== ''),
  );
  const parsed = itemThresholds.safeParse(given);
  const thresholds = parsed.success ? parsed.data : itemThresholds.parse({});
  const [{ items }, benchmark] = await Promise.all([
    itemReport(database, viewer.scope, { run, thresholds }),
    findBenchmark(database, viewer.scope, run.benchmark),
  ]);
  const showsAll = queryText(query.show) === 'all';
  const flagged = items.filter(({ flags }) => flags.length > 0);
  const judged = items.filter(({ matches }) => matches > 0).length;
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark, href: `/benchmarks/${benchmark?.id}` },
    { label: t('run', { number: run.number }), href: `/runs/${run.number}` },
    { label: t('crumb') },
  ];
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={t('question')} simulated={run.simulated}>
        {t('answer', { flagged: flagged.length, prompts: items.length })}
      </Headline>
      {judged < items.length && <Notice kind="note">{t('notJudged', { count: items.length - judged })}</Notice>}
      {!parsed.success && <Notice kind="warning">{t('badThresholds')}</Notice>}
      <ThresholdForm path={`/runs/${run.number}/items`} thresholds={thresholds} showsAll={showsAll} />
      <ItemTable
        items={(showsAll ? items : flagged).toSorted((left, right) => right.flags.length - left.flags.length)}
        path={`/benchmarks/${benchmark?.id}/prompts`}
      />
    </PageFrame>
  );
}
