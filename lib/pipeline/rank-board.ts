import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import type { RunGames } from '#lib/db/games.ts';
import { type LeaderboardContent, storeLeaderboard } from '#lib/db/leaderboards.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { findRun } from '#lib/db/run-row.ts';
import type { GameTable } from '#lib/ranking/game-table.ts';
import type { Ranking, RankOptions, Rating } from '#lib/ranking/rank-games.ts';
import { commonOpponent, winRateAgainst } from '#lib/ranking/win-rate-against.ts';
import { type BoardPart, joinedGames, playersOf, readBoardGames, sourcesOf } from './board-games.ts';
import { isGame, type RatedGame } from './jury-games.ts';
import { rankOnThread } from './rank-on-thread.ts';

/**
 * Fits the leaderboard of the board that a run feeds, on a thread of its own, and stores it. Where several runs feed it, the mean of
 * those who played in the first one stays 1000. Ranking the same judgements again stores nothing new.
 * Returns the leaderboard; null when the run does not exist or nothing has been decided yet.
 */
export async function rankBoard(
  database: Database,
  scope: TeamScope,
  runId: string,
): Promise<LeaderboardContent | null> {
  const run = await findRun(database, scope, runId);
  if (!run) return null;
  const parts = await readBoardGames(database, scope, run);
  const { games, rated } = joinedGames(parts);
  const table = gameTableOf(games, rated);
  if (table.a.length === 0) return null;
  const [first] = parts as [BoardPart, ...BoardPart[]];
  const center = parts.length === 1 ? [] : playersOf(first);
  const options: RankOptions = { seed: first.run.seed, ...(center.length > 0 && { center }) };
  const reference = commonOpponent(gameTableOf(first.games, first.rated));
  const generation = Math.max(...parts.map((part) => part.run.generation));
  const content = {
    ...contentOf(await rankOnThread(table, options), games),
    consistency: await consistencyOf(database, scope, parts),
    rejudged: generation === 0 ? null : { matches: games.rejudged, generation },
    winRates: reference === null ? null : { reference, rates: winRateAgainst(table, reference) },
    sources: parts.length === 1 ? null : await sourcesOf(database, scope, parts),
  };
  const generations = parts.map((part) => part.run.generation);
  const redone = parts.length === 1 ? { generation } : { generations };
  await storeLeaderboard(database, scope, {
    runId,
    settingsHash: createHash('sha256')
      .update(JSON.stringify(generation === 0 ? options : { ...options, ...redone }))
      .digest('hex')
      .slice(0, 16),
    inputWatermark: games.watermark,
    content,
    final: run.endedAt !== null,
  });
  await notifyRun(database, runId);
  return content;
}

/**
 * The games of what was played so far: a contestant without games would stand apart as a group of its own, and
 * resampling prompts without games would widen intervals. Prompts stand in key order, as in a votes file: exported
 * judgements give the same intervals.
 */
export function gameTableOf(games: RunGames, rated: readonly RatedGame[]): GameTable {
  const rows = rated.map((game) => game.row);
  const contestants = positions(rows.flatMap((row) => [games.a[row] as number, games.b[row] as number]));
  const byKey = games.promptKeys
    .map((_, index) => index)
    .sort((left, right) => (keyAt(games, left) < keyAt(games, right) ? -1 : 1));
  const place = new Map(byKey.map((index, position) => [index, position]));
  const promptOf = games.prompt.map((index) => place.get(index) as number);
  const prompts = positions(rows.map((row) => promptOf[row] as number));
  const column = (values: readonly number[], places: ReadonlyMap<number, number>) =>
    Int32Array.from(rows, (row) => places.get(values[row] as number) as number);
  return {
    contestants: [...contestants.keys()].map((index) => games.contestants[index] as string),
    a: column(games.a, contestants),
    b: column(games.b, contestants),
    score: Float64Array.from(rated, (game) => game.score),
    weight: Float64Array.from(rated, (game) => game.weight),
    prompt: column(promptOf, prompts),
    promptCount: prompts.size,
  };
}

function keyAt(games: RunGames, index: number): string {
  return games.promptKeys[index] as string;
}

/** The place of each index among those that occur, in their order. */
function positions(indexes: readonly number[]): Map<number, number> {
  return new Map([...new Set(indexes)].sort((left, right) => left - right).map((index, position) => [index, position]));
}

/** Null where one order is judged. */
async function consistencyOf(
  database: Database,
  scope: TeamScope,
  parts: readonly BoardPart[],
): Promise<LeaderboardContent['consistency']> {
  if (!parts.some(({ run }) => run.bothOrders)) return null;
  const all = { matches: 0, inconsistent: 0 };
  for (const { run } of parts) {
    const { matches } = await runProgress(database, scope, run.id);
    const inconsistent = matches.inconsistent ?? 0;
    all.inconsistent += inconsistent;
    all.matches += inconsistent + (matches.a ?? 0) + (matches.b ?? 0) + (matches.tie ?? 0);
  }
  return all;
}

/** A ranking as it is shown: with those who have no games, and what was left out. */
export function contentOf(
  ranking: Ranking,
  games: RunGames,
): Omit<LeaderboardContent, 'consistency' | 'rejudged' | 'winRates'> {
  const skipped: Record<string, number> = {};
  let decided = 0;
  let firstWon = 0;
  for (const [index, verdict] of games.verdict.entries()) {
    if (!isGame(verdict)) skipped[verdict] = (skipped[verdict] ?? 0) + 1;
    if ((verdict !== 'a' && verdict !== 'b') || games.order[index] === 0) continue;
    decided += 1;
    if ((verdict === 'a') === (games.order[index] === 1)) firstWon += 1;
  }
  const ratings = [...ranking.ratings, ...withoutGames(ranking, games)];
  return {
    ...ranking,
    ratings,
    warnings: [...ranking.warnings],
    skipped,
    firstShownWinRate: decided === 0 ? null : firstWon / decided,
  };
}

function withoutGames(ranking: Ranking, games: RunGames): Rating[] {
  const rated = new Set(ranking.ratings.map((one) => one.contestant));
  const nothing = { rating: null, se: null, lower: null, upper: null, rank: null, rankLower: null, rankUpper: null };
  const record = { group: 0, games: 0, wins: 0, losses: 0, ties: 0, flags: ['no games'] };
  return games.contestants
    .filter((name) => !rated.has(name))
    .map((contestant) => ({ contestant, ...nothing, ...record }));
}
