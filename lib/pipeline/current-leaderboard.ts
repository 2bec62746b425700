import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { isFinalOf, type LeaderboardContent, newestLeaderboard } from '#lib/db/leaderboards.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { rankBoard } from './rank-board.ts';

/**
 * The newest leaderboard; of an ended run the final one, fitted now if no worker has.
 * @throws JoustError `no-leaderboard-yet` before the first usable judgement
 */
export async function currentLeaderboard(
  database: Database,
  scope: TeamScope,
  run: RunRow,
): Promise<LeaderboardContent> {
  const newest = await newestLeaderboard(database, scope, run.id);
  const current =
    newest && (isFinalOf(newest, run) || run.endedAt === null)
      ? newest.content
      : await rankBoard(database, scope, run.id);
  if (current) return current;
  throw new JoustError({
    code: 'no-leaderboard-yet',
    expected: 'at least one usable judgement',
    got: `none in run #${run.number}, which is ${run.state.toLowerCase()}`,
    fix: 'Wait for the first verdicts.',
  });
}
