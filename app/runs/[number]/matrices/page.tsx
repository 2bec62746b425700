import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { loadCategoryChoices, loadCategoryMatrices } from '../../../_data/category-boards.ts';
import { contestantColours } from '../../../_data/contestant-colours.ts';
import { requireRun } from '../../../_data/run.ts';
import { server } from '../../../_data/server.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { CategoryTabs } from '../category-tabs.tsx';
import { RunTabs } from '../run-tabs.tsx';
import { runTitle } from '../run-title.ts';
import { MatrixAnswer } from './matrix-answer.tsx';
import { MatrixBoard } from './matrix-board.tsx';
import { orderedMatrix } from './ordered-matrix.ts';

interface Props {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ category?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run } = await requireRun((await params).number);
  const t = await getTranslations('matrix');
  return { title: await runTitle(t('documentTitle', { number: run.number, benchmark: run.benchmark }), run) };
}

export default async function MatricesPage({ params, searchParams }: Props) {
  const { viewer, run } = await requireRun((await params).number);
  const asked = (await searchParams).category;
  const { database } = server();
  const [all, choices, colours, leaderboard, t] = await Promise.all([
    loadCategoryMatrices(viewer, run),
    loadCategoryChoices(viewer, run),
    contestantColours(database, viewer.scope, run.benchmarkVersionId),
    newestLeaderboard(database, viewer.scope, run.id),
    getTranslations('matrix'),
  ]);
  const chosen = all.find(({ category }) => category === asked) ?? all[0];
  const path = `/runs/${run.number}/matrices`;
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark, href: `/benchmarks/${run.benchmarkId}` },
    { label: t('run', { number: run.number }), href: `/runs/${run.number}` },
    { label: t('crumb') },
  ];
  const bestFirst = (leaderboard?.content.ratings ?? []).map(({ contestant }) => contestant);
  const matrix = chosen && orderedMatrix(chosen.matrix, bestFirst);
  return (
    <PageFrame crumbs={crumbs} tabs={<RunTabs number={run.number} current="matrices" />}>
      <Headline question={t('question')} simulated={run.simulated}>
        {matrix ? <MatrixAnswer matrix={matrix} /> : t('none')}
      </Headline>
      <CategoryTabs path={path} tabs={choices} current={chosen?.category ?? null} />
      {chosen && matrix?.games.flat().some((count) => count > 0) && (
        <MatrixBoard
          matrix={matrix}
          colours={colours}
          matches={`/runs/${run.number}/matches`}
          category={chosen.category}
          fileName={`joust-run-${run.number}${run.simulated ? '-simulated' : ''}-pairs`}
        />
      )}
    </PageFrame>
  );
}
