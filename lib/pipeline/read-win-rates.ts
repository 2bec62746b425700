import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { readRunGames } from '#lib/db/games.ts';
import type { WinRates } from '#lib/db/leaderboards.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { winRateAgainst } from '#lib/ranking/win-rate-against.ts';
import { gamesOfJury } from './jury-games.ts';
import { gameTableOf } from './rank-board.ts';

/**
 * Win rates of a run's contestants against one of them, from its judgements as they are.
 * @throws JoustError `unknown-contestant` when the run has no game of it
 */
export async function readWinRates(
  database: Database,
  scope: TeamScope,
  options: { run: RunRow; reference: string },
): Promise<WinRates> {
  const { run, reference } = options;
  const games = await readRunGames(database, scope, run.id);
  const table = gameTableOf(games, gamesOfJury(games, run));
  if (table.contestants.includes(reference)) return { reference, rates: winRateAgainst(table, reference) };
  throw new JoustError({
    code: 'unknown-contestant',
    expected: `a contestant with games in run #${run.number}`,
    got: JSON.stringify(reference),
    fix: 'See `joust leaderboard RUN` for the names.',
  });
}
