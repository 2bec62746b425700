import 'server-only';
import type { Viewer } from '#lib/access/session.ts';
import { entrantsOfRun } from '#lib/db/entrants.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { countMatches, type MatchCell } from '#lib/db/match-counts.ts';
import type { FilteredRun } from '#lib/db/match-filter.ts';
import { judgesOfRun, type RunJudge } from '#lib/db/run-filters.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { ofRun } from './run-memo.ts';
import { server } from './server.ts';

/** What the matches of a run are filtered by and counted with. */
export interface MatchFrame {
  filtered: FilteredRun;
  contestants: { id: string; name: string }[];
  judges: RunJudge[];
  /** Categories that occur, by name. */
  categories: string[];
  cells: MatchCell[];
  /** All matches of the run. */
  total: number;
  /** Ratings by name, of a single ranking; empty without one. */
  ratings: Map<string, number>;
}

/** The frame of a run's matches; counting them is kept while the run stands still. */
export async function loadMatchFrame(viewer: Viewer, run: RunRow): Promise<MatchFrame> {
  const { database } = server();
  const { scope } = viewer;
  const [cells, entrants, judges, leaderboard] = await Promise.all([
    ofRun('cells', run, () => countMatches(database, scope, run)),
    entrantsOfRun(database, scope, run.id),
    judgesOfRun(database, scope, run.id),
    newestLeaderboard(database, scope, run.id),
  ]);
  const ratings = singleRanking(leaderboard?.content.ratings ?? []);
  const contestants = entrants.map(({ contestantId, name }) => ({ id: contestantId, name }));
  const idOf = new Map(contestants.map(({ id, name }) => [name, id]));
  const bestFirst = [...ratings.keys()].flatMap((name) => idOf.get(name) ?? []);
  return {
    filtered: { id: run.id, benchmarkVersionId: run.benchmarkVersionId, bestFirst },
    contestants,
    judges,
    categories: [...new Set(cells.flatMap(({ category }) => category ?? []))].sort(),
    cells,
    total: cells.reduce((sum, { matches }) => sum + matches, 0),
    ratings,
  };
}

/** Ratings compare within a group only: in several, nobody is below anybody. */
function singleRanking(
  ratings: readonly { contestant: string; rating: number | null; rank: number | null }[],
): Map<string, number> {
  const ranked = ratings.filter(({ rank, rating }) => rank !== null && rating !== null);
  return new Map(ranked.map(({ contestant, rating }) => [contestant, rating as number]));
}
