import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import { contestantColours } from '../../../_data/contestant-colours.ts';
import { requireRun } from '../../../_data/run.ts';
import { server } from '../../../_data/server.ts';
import { PageFrame } from '../../../_shell/page-frame.tsx';
import { GapLine } from '../../../_ui/gap-line.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { InconsistentLine } from '../../../_ui/inconsistent-line.tsx';
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
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run } = await requireRun((await params).number);
  const t = await getTranslations('leaderboard');
  const words = await getTranslations('words');
  const title = t('documentTitle', { number: run.number, benchmark: run.benchmark });
  return { title: run.simulated ? `${title} (${words('simulated')})` : title };
}

export default async function LeaderboardPage({ params }: Props) {
  const { viewer, run } = await requireRun((await params).number);
  const { database } = server();
  const t = await getTranslations('leaderboard');
  const [leaderboard, coverage, colours] = await Promise.all([
    newestLeaderboard(database, viewer.scope, run.id),
    planCoverage(database, viewer.scope, run),
    contestantColours(database, viewer.scope, run.benchmarkVersionId),
  ]);
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark },
    { label: t('run', { number: run.number }), href: `/runs/${run.number}` },
    { label: t('crumb') },
  ];
  if (!leaderboard) return <NoLeaderboard crumbs={crumbs} run={run} coverage={coverage} />;
  const { content } = leaderboard;
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={t('question')} simulated={run.simulated} state={<GapLine coverage={coverage} />}>
        <LeaderAnswer ratings={content.ratings} coverage={coverage} />
      </Headline>
      {!content.consistency?.matches && <InconsistentLine coverage={coverage} />}
      <Coverage content={content} run={run} final={leaderboard.final} isWhole={coverage.withoutVerdict === 0} />
      <Warnings warnings={content.warnings} />
      <RatingBoard
        ratings={content.ratings}
        colours={colours}
        title={`${t('documentTitle', { number: run.number, benchmark: run.benchmark })}${run.simulated ? ` (${t('simulated')})` : ''}`}
        fileName={`joust-run-${run.number}${run.simulated ? '-simulated' : ''}`}
      />
      {content.winRates && <WinRateTable winRates={content.winRates} />}
      <ExportMenu number={run.number} />
      <Provenance content={content} run={run} createdAt={leaderboard.createdAt} />
    </PageFrame>
  );
}
