import { setTimeout as sleep } from 'node:timers/promises';
import { isFinalOf, newestLeaderboard } from '#lib/db/leaderboards.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { isTransientDatabaseError } from '#lib/db/transient-error.ts';
import type { Installation } from './installation.ts';
import { ProgressLine } from './progress-line.ts';
import type { KeepWorking } from './with-workers.ts';

const STANDING = new Set(['PAUSED', 'COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLED', 'FAILED']);
const LOOK_MS = 400;
const WAIT_FOR_LEADERBOARD_MS = 60_000;

/** Stays with a run until it pauses or ends and its leaderboard is fitted; shows progress on a terminal. */
export async function followRun(installation: Installation, run: RunRow, keepWorking: KeepWorking): Promise<RunRow> {
  const line = new ProgressLine(run);
  try {
    for (;;) {
      const now = await look(installation, run, line);
      if (now && STANDING.has(now.state)) {
        await waitForLeaderboard(installation, now);
        return now;
      }
      await keepWorking();
      await sleep(LOOK_MS);
    }
  } finally {
    line.end();
  }
}

/** The run as it is now; null while the database is being restarted. */
async function look(installation: Installation, run: RunRow, line: ProgressLine): Promise<RunRow | null> {
  try {
    const now = await findRun(installation.database, installation.scope, run.id);
    if (now) line.show(now, await runProgress(installation.database, installation.scope, run.id));
    return now;
  } catch (error) {
    if (!isTransientDatabaseError(error)) throw error;
    return null;
  }
}

async function waitForLeaderboard(installation: Installation, run: RunRow): Promise<void> {
  if (run.endedAt === null) return;
  for (const deadline = Date.now() + WAIT_FOR_LEADERBOARD_MS; Date.now() < deadline; await sleep(100)) {
    const newest = await newestLeaderboard(installation.database, installation.scope, run.id).catch(() => null);
    if (newest && isFinalOf(newest, run)) return;
    const progress = await runProgress(installation.database, installation.scope, run.id).catch(() => null);
    if (progress && !['a', 'b', 'tie'].some((verdict) => progress.verdicts[verdict])) return;
  }
}
