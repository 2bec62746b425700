import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import { loadCategoryBoards, loadCategoryChoices } from '../../../_data/category-boards.ts';
import { contestantColours } from '../../../_data/contestant-colours.ts';
import { requireRun } from '../../../_data/run.ts';
import { server } from '../../../_data/server.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { BoardLine } from '../../../_ui/board-line.tsx';
import { GapLine } from '../../../_ui/gap-line.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { InconsistentLine } from '../../../_ui/inconsistent-line.tsx';
import { Notice } from '../../../_ui/notice.tsx';
import { CategoryTabs } from '../category-tabs.tsx';
import { RunTabs } from '../run-tabs.tsx';
import { AdequacyHint } from './adequacy-hint.tsx';
import { Coverage } from './coverage.tsx';
import { ExportMenu } from './export-menu.tsx';
import { LeaderAnswer } from './leader-answer.tsx';
import { NoLeaderboard } from './no-leaderboard.tsx';
import { Provenance } from './provenance.tsx';
import { RatingBoard } from './rating-board.tsx';
import { Warnings } from './warnings.tsx';
import { WinRateTable } from './win-rate-table.tsx';

interface Props {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ category?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run } = await requireRun((await params).number);
  const t = await getTranslations('leaderboard');
  const words = await getTranslations('words');
  const title = t('documentTitle', { number: run.number, benchmark: run.benchmark });
  return { title: run.simulated ? `${title} (${words('simulated')})` : title };
}

export default async function LeaderboardPage({ params, searchParams }: Props) {
  const { viewer, run } = await requireRun((await params).number);
  const asked = (await searchParams).category;
  const { database } = server();
  const t = await getTranslations('leaderboard');
  const [leaderboard, coverage, colours, categories] = await Promise.all([
    newestLeaderboard(database, viewer.scope, run.id),
    planCoverage(database, viewer.scope, run),
    contestantColours(database, viewer.scope, run.benchmarkVersionId),
    loadCategoryChoices(viewer, run),
  ]);
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark, href: `/benchmarks/${run.benchmarkId}` },
    { label: t('run', { number: run.number }), href: `/runs/${run.number}` },
    { label: t('crumb') },
  ];
  if (!leaderboard) return <NoLeaderboard crumbs={crumbs} run={run} coverage={coverage} />;
  const isAsked = categories.some(({ category }) => category !== null && category === asked);
  const chosen = isAsked
    ? (await loadCategoryBoards(viewer, run)).find(({ category }) => category === asked)
    : undefined;
  const content = chosen ? chosen.content : leaderboard.content;
  const path = `/runs/${run.number}/leaderboard`;
  const tabs = <CategoryTabs path={path} tabs={categories} current={chosen?.category ?? null} />;
  const runTabs = <RunTabs number={run.number} current="leaderboard" />;
  if (!content) {
    return (
      <PageFrame crumbs={crumbs} tabs={runTabs}>
        <Headline question={t('question')} simulated={run.simulated}>
          {t('emptyCategory', { category: chosen?.category ?? '' })}
        </Headline>
        {tabs}
      </PageFrame>
    );
  }
  const prompts = Number(content.parameters.cluster === 'prompt' ? content.parameters.clusters : 0);
  const name = [t('documentTitle', { number: run.number, benchmark: run.benchmark }), chosen?.category].filter(Boolean);
  return (
    <PageFrame crumbs={crumbs} tabs={runTabs}>
      <Headline question={t('question')} simulated={run.simulated} state={<GapLine coverage={coverage} />}>
        {chosen && t('inCategory', { category: chosen.category })}
        <LeaderAnswer ratings={content.ratings} coverage={coverage} />
      </Headline>
      {!chosen && <BoardLine sources={content.sources} />}
      {tabs}
      {chosen?.isThin && <Notice kind="warning">{t('thinCategory')}</Notice>}
      {!chosen && !content.consistency?.matches && <InconsistentLine coverage={coverage} />}
      <Coverage
        content={content}
        run={run}
        prompts={chosen?.prompts ?? run.plan.prompts}
        final={leaderboard.final}
        isWhole={coverage.withoutVerdict === 0}
      />
      <Warnings warnings={content.warnings} />
      {prompts > 0 && <AdequacyHint ratings={content.ratings} prompts={prompts} />}
      <RatingBoard
        ratings={content.ratings}
        better={content.better}
        colours={colours}
        title={`${name.join(', ')}${run.simulated ? ` (${t('simulated')})` : ''}`}
        fileName={`joust-run-${run.number}${run.simulated ? '-simulated' : ''}${chosen ? '-category' : ''}`}
      />
      {content.winRates && <WinRateTable winRates={content.winRates} />}
      <ExportMenu number={run.number} />
      <Provenance content={content} run={run} createdAt={leaderboard.createdAt} />
    </PageFrame>
  );
}
