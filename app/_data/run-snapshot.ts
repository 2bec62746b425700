import 'server-only';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { type LeaderboardSource, newestLeaderboard } from '#lib/db/leaderboards.ts';
import { type PlanCoverage, planCoverage } from '#lib/db/plan-coverage.ts';
import { listRejudgings, type RejudgingRow } from '#lib/db/rejudging.ts';
import { type RunProgress, runProgress } from '#lib/db/run-progress.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import type { Pace } from '#lib/pipeline/run-pace.ts';
import type { Rating } from '#lib/ranking/rank-games.ts';

const LEADERS = 10;

/** A run at one moment, as sent to whoever watches it. Times are milliseconds since 1970. */
export interface RunSnapshot {
  run: Omit<RunRow, 'id' | 'teamId' | 'createdAt' | 'startedAt' | 'endedAt' | 'planHash' | 'archivedAt'> & {
    archivedAt: number | null;
    startedAt: number | null;
    endedAt: number | null;
  };
  progress: RunProgress;
  coverage: PlanCoverage;
  /** The newest re-judging; null when there was none. */
  rejudging: Pick<RejudgingRow, 'generation' | 'scope' | 'matches' | 'calls' | 'restated'> | null;
  leaders: Pick<Rating, 'contestant' | 'rating' | 'lower' | 'upper' | 'rank' | 'rankLower' | 'rankUpper'>[];
  /** Contestants in the leaderboard. */
  ranked: number;
  /** The runs of its board, where several feed it. */
  sources: LeaderboardSource[] | null;
  /** Judgements that went into it. */
  judged: number;
  pace: Pace | null;
  at: number;
}

/** Reads a run as it stands; null when the team has no such run. The pace is added by whoever has seen more than one. */
export async function readSnapshot(
  database: Database,
  scope: TeamScope,
  runId: string,
): Promise<Omit<RunSnapshot, 'pace'> | null> {
  const run = await findRun(database, scope, runId);
  if (!run) return null;
  const [progress, coverage, leaderboard, rejudgings] = await Promise.all([
    runProgress(database, scope, run.id),
    planCoverage(database, scope, run),
    newestLeaderboard(database, scope, run.id),
    run.generation === 0 ? [] : listRejudgings(database, scope, run.id),
  ]);
  const ratings = leaderboard?.content.ratings ?? [];
  return {
    run: shown(run),
    progress,
    coverage,
    rejudging: newestOf(rejudgings),
    leaders: ratings.slice(0, LEADERS).map(({ contestant, rating, lower, upper, rank, rankLower, rankUpper }) => {
      return { contestant, rating, lower, upper, rank, rankLower, rankUpper };
    }),
    ranked: ratings.length,
    sources: leaderboard?.content.sources ?? null,
    judged: leaderboard?.inputWatermark ?? 0,
    at: Date.now(),
  };
}

function newestOf([newest]: readonly RejudgingRow[]): RunSnapshot['rejudging'] {
  if (!newest) return null;
  const { generation, scope, matches, calls, restated } = newest;
  return { generation, scope, matches, calls, restated };
}

function shown(run: RunRow): RunSnapshot['run'] {
  const { id: _id, teamId: _teamId, createdAt: _createdAt, planHash: _planHash, ...others } = run;
  const { startedAt, endedAt, archivedAt, ...rest } = others;
  return {
    ...rest,
    archivedAt: archivedAt?.getTime() ?? null,
    startedAt: startedAt?.getTime() ?? null,
    endedAt: endedAt?.getTime() ?? null,
  };
}
