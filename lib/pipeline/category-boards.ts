import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { GAME_COLUMNS, type RunGames, readRunGames } from '#lib/db/games.ts';
import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import { promptsOfRun } from '#lib/db/run-filters.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { type PairMatrix, pairMatrix } from '#lib/ranking/pair-matrix.ts';
import { type JurySettings, ratedGames } from './jury-games.ts';
import { contentOf, gameTableOf } from './rank-board.ts';
import { rankOnThread } from './rank-on-thread.ts';

/** The leaderboard of one category of a run. */
export interface CategoryBoard {
  category: string;
  /** Prompts with a usable judgement. */
  prompts: number;
  /** Some contestant has no interval, or no rank among all others: too little was judged here. */
  isThin: boolean;
  /** Null without a usable judgement. */
  content: LeaderboardContent | null;
}

/** The pairs of a run, over all prompts (`category` null) or those of one category. */
export interface CategoryMatrix {
  category: string | null;
  matrix: PairMatrix;
}

type RankedRun = Pick<RunRow, 'id' | 'seed' | 'schedule'> & JurySettings;

/** Fits a leaderboard for each category of a run's prompts on the ranking thread, categories by name; none for a run without. */
export async function categoryBoards(database: Database, scope: TeamScope, run: RankedRun): Promise<CategoryBoard[]> {
  const boards: CategoryBoard[] = [];
  for (const { category, games } of await gamesByCategory(database, scope, run.id)) {
    if (category === null) continue;
    const table = gameTableOf(games, ratedGames(games, run));
    const ranking = table.a.length === 0 ? null : await rankOnThread(table, { seed: run.seed });
    const content = ranking && { ...contentOf(ranking, games), consistency: null, rejudged: null };
    boards.push({ category, prompts: table.promptCount, isThin: content === null || isThin(content), content });
  }
  return boards;
}

/** Counts who took how much from whom, over all prompts and by category; contestants in order of names. */
export async function categoryMatrices(
  database: Database,
  scope: TeamScope,
  run: RankedRun,
): Promise<CategoryMatrix[]> {
  const all = await gamesByCategory(database, scope, run.id);
  return all.map(({ category, games }) => ({
    category,
    matrix: pairMatrix(gameTableOf(games, ratedGames(games, run)), games.contestants),
  }));
}

/** The judgements of a run: first all, then those of each category. */
async function gamesByCategory(
  database: Database,
  scope: TeamScope,
  runId: string,
): Promise<{ category: string | null; games: RunGames }[]> {
  const [games, prompts] = await Promise.all([
    readRunGames(database, scope, runId),
    promptsOfRun(database, scope, runId),
  ]);
  const categories = [...new Set(prompts.flatMap(({ category }) => (category === null ? [] : [category])))].sort();
  const parts = categories.map((category) => ({
    category,
    games: gamesOf(games, (prompt) => prompts[prompt]?.category === category),
  }));
  return [{ category: null, games }, ...parts];
}

/** The games on some of the prompts. */
function gamesOf(games: RunGames, includes: (prompt: number) => boolean): RunGames {
  const kept = games.prompt.flatMap((prompt, index) => (includes(prompt) ? [index] : []));
  const columns = GAME_COLUMNS.map((name) => [name, kept.map((index) => games[name][index])]);
  return { ...games, ...(Object.fromEntries(columns) as Pick<RunGames, (typeof GAME_COLUMNS)[number]>) };
}

function isThin({ ratings, warnings }: LeaderboardContent): boolean {
  const codes = new Set<string>(warnings.map(({ code }) => code));
  const isUnsure = ['onePrompt', 'tooFew', 'limitFewPrompts', 'limitFewGames', 'groups'].some((code) =>
    codes.has(code),
  );
  return isUnsure || ratings.some(({ rating }) => rating === null);
}
