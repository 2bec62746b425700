import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { answerGaps, uploadCounts } from '#lib/db/benchmark-pages.ts';
import { entrantsOf } from '#lib/db/entrants.ts';
import { categoriesOf, listPrompts } from '#lib/db/prompt-pages.ts';
import { listRuns } from '#lib/db/run-row.ts';
import { chosenVersion, requireBenchmark } from '../../_data/benchmark.ts';
import { contestantColours } from '../../_data/contestant-colours.ts';
import { withLeaders } from '../../_data/home.ts';
import { server } from '../../_data/server.ts';
import { RunList } from '../../_home/run-list.tsx';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { Icon } from '../../_ui/icon.tsx';
import { AnswerCoverage } from './answer-coverage.tsx';
import { coverageOf } from './coverage-of.ts';
import { PromptTable } from './prompts/prompt-table.tsx';
import { VersionList } from './version-list.tsx';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[]>>;
}

/** Prompts shown before "all of them". */
const FIRST_PROMPTS = 8;
const RUNS = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireBenchmark((await params).id)).benchmark.name };
}

export default async function BenchmarkPage({ params, searchParams }: Props) {
  const { viewer, benchmark } = await requireBenchmark((await params).id);
  const version = chosenVersion(benchmark, (await searchParams).version);
  const { database } = server();
  const { scope } = viewer;
  const t = await getTranslations('benchmarks');
  const [entrants, categories, first, uploads, runs, colours] = await Promise.all([
    entrantsOf(database, scope, version.id),
    categoriesOf(database, scope, version.id),
    listPrompts(database, scope, version.id, { search: '', category: null, limit: FIRST_PROMPTS, offset: 0 }),
    uploadCounts(database, scope, benchmark.id),
    listRuns(database, scope, RUNS, { benchmarkId: benchmark.id }),
    contestantColours(database, scope, version.id),
  ]);
  const submissionIds = entrants.map((entrant) => entrant.submissionId);
  const gaps = await answerGaps(database, scope, { versionId: version.id, submissionIds });
  const rows = coverageOf({ entrants, categories, gaps });
  const action = (
    <Link href={{ pathname: '/runs/new', query: { benchmark: benchmark.name } }} className="button">
      <Icon name="plus" />
      {t('newRun')}
    </Link>
  );
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: t('crumb'), href: '/benchmarks' },
    { label: benchmark.name },
  ];
  return (
    <PageFrame crumbs={crumbs} action={action}>
      <Headline question={t('benchmarkQuestion', { benchmark: benchmark.name })}>
        {t('benchmarkAnswer', {
          prompts: version.prompts,
          categories: categories.filter(({ category }) => category !== null).length,
          contestants: entrants.length,
          missing: gaps.filter((gap) => gap.kind === 'missing').length,
          empty: gaps.filter((gap) => gap.kind === 'empty').length,
        })}
      </Headline>
      {benchmark.description && <p>{benchmark.description}</p>}
      <p>
        <Link href={{ pathname: '/uploads/new', query: { benchmark: benchmark.name } }}>{t('importMore')}</Link>
      </p>
      <AnswerCoverage
        benchmarkId={benchmark.id}
        rows={rows}
        categories={categories}
        gaps={gaps}
        uploads={uploads}
        colours={colours}
      />
      <PromptTable
        benchmarkId={benchmark.id}
        title={t('prompts')}
        prompts={first.prompts}
        more={first.total > first.prompts.length ? first.total : null}
      />
      <RunList runs={await withLeaders(database, scope, runs)} />
      <VersionList benchmark={benchmark} shown={version.number} />
    </PageFrame>
  );
}
