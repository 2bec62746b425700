import type { Database } from '#lib/db/database.ts';
import { runsWithoutFinalLeaderboard } from '#lib/db/leaderboards.ts';
import { reclaimExpired } from '#lib/db/ready-calls.ts';
import { lockRunFrames } from '#lib/db/record-outcomes.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import { runsToFinish } from '#lib/db/run-state.ts';
import { finishRun } from './finish-run.ts';

/**
 * Mends what a crash can leave behind: claims of dead processes, runs whose last step was not taken, final leaderboards
 * that were never fitted. Safe to run at any time, by any number of processes. Returns the runs to rank.
 */
export async function reconcile(database: Database): Promise<{ id: string; teamId: string }[]> {
  await reclaimExpired(database);
  for (const runId of await runsToFinish(database)) {
    await database.transaction(async (transaction) => {
      const frame = (await lockRunFrames(transaction, [runId])).get(runId);
      if (!frame) return;
      await finishRun(transaction, frame);
      await notifyRun(transaction, runId);
    });
  }
  return runsWithoutFinalLeaderboard(database);
}
