import type { TeamScope } from '#lib/access/team-scope.ts';
import { runsOfBoard } from '#lib/db/board-sources.ts';
import type { Database } from '#lib/db/database.ts';
import { entrantsOfRun } from '#lib/db/entrants.ts';
import { GAME_COLUMNS, type RunGames, readRunGames } from '#lib/db/games.ts';
import type { LeaderboardSource } from '#lib/db/leaderboards.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { type RatedGame, ratedGames } from './jury-games.ts';

/** What one run brings to a board. */
export interface BoardPart {
  run: RunRow;
  games: RunGames;
  rated: RatedGame[];
}

/** Reads the runs that feed a run's board, the one it began with first; later ones only once they have judgements. */
export async function readBoardGames(database: Database, scope: TeamScope, asked: RunRow): Promise<BoardPart[]> {
  const parts: BoardPart[] = [];
  for (const id of await runsOfBoard(database, scope, asked.id)) {
    const run = id === asked.id ? asked : await findRun(database, scope, id);
    if (!run) continue;
    const games = await readRunGames(database, scope, id);
    if (games.watermark === 0 && parts.length > 0) continue;
    parts.push({ run, games, rated: ratedGames(games, run) });
  }
  return parts;
}

/** The games of all parts as those of one run: contestants by name, prompts as they are, matches one part after another. */
export function joinedGames(parts: readonly BoardPart[]): { games: RunGames; rated: RatedGame[] } {
  const [first, ...others] = parts as [BoardPart, ...BoardPart[]];
  if (others.length === 0) return first;
  const familyOf = new Map(
    parts.flatMap(({ games }) =>
      games.contestants.map((name, index) => [name, games.families[index] ?? null] as const),
    ),
  );
  const contestants = [...familyOf.keys()].sort();
  const joined: RunGames = {
    ...first.games,
    contestants,
    families: contestants.map((name) => familyOf.get(name) ?? null),
    jury: parts.flatMap(({ games }) => games.jury),
    ...(Object.fromEntries(GAME_COLUMNS.map((column) => [column, []])) as unknown as Pick<
      RunGames,
      (typeof GAME_COLUMNS)[number]
    >),
    rejudged: 0,
    watermark: 0,
  };
  const placeOf = new Map(contestants.map((name, place) => [name, place]));
  const rated: RatedGame[] = [];
  for (const part of parts) {
    const offset = joined.verdict.length;
    append(joined, part.games, placeOf);
    for (const game of part.rated) rated.push({ ...game, row: game.row + offset });
  }
  return { games: joined, rated };
}

function append(joined: RunGames, games: RunGames, placeOf: ReadonlyMap<string, number>): void {
  const places = games.contestants.map((name) => placeOf.get(name) as number);
  const matches = 1 + (joined.match.at(-1) ?? -1);
  for (let row = 0; row < games.verdict.length; row++) {
    joined.match.push(matches + (games.match[row] as number));
    joined.a.push(places[games.a[row] as number] as number);
    joined.b.push(places[games.b[row] as number] as number);
    joined.prompt.push(games.prompt[row] as number);
    joined.verdict.push(games.verdict[row] as string);
    joined.fraction.push(games.fraction[row] ?? null);
    joined.order.push(games.order[row] as number);
    joined.judgeVersionId.push(games.judgeVersionId[row] as string);
    joined.generation.push(games.generation[row] as number);
  }
  joined.rejudged += games.rejudged;
  joined.watermark += games.watermark;
}

/** Names of those with a game in a part. */
export function playersOf({ games, rated }: BoardPart): string[] {
  const played = new Set(rated.flatMap(({ row }) => [games.a[row] as number, games.b[row] as number]));
  return games.contestants.filter((_, index) => played.has(index));
}

/** What a leaderboard says of the parts it was fitted from. */
export function sourcesOf(
  database: Database,
  scope: TeamScope,
  parts: readonly BoardPart[],
): Promise<LeaderboardSource[]> {
  return Promise.all(
    parts.map(async ({ run: { id, number, generation, schedule }, games }) => {
      const entrants = schedule === 'newcomer' ? await entrantsOfRun(database, scope, id) : [];
      const newcomer = entrants.find(({ anchor }) => anchor)?.name ?? null;
      return { id, run: number, generation, judgements: games.watermark, newcomer };
    }),
  );
}
