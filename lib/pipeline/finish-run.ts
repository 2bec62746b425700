import type { Queryable } from '#lib/db/database.ts';
import { endRejudging } from '#lib/db/rejudging.ts';
import { clockAssignments } from '#lib/db/run-clock.ts';
import type { RunState } from '#lib/db/run-row.ts';
import { isBusy, moveRun, remainderOf } from '#lib/db/run-state.ts';

/**
 * Moves a run on when its last call has ended or the last request in flight has come back. The caller holds its lock.
 * Returns the state it is in afterwards.
 */
export async function finishRun(transaction: Queryable, run: { id: string; state: string }): Promise<RunState> {
  if (run.state === 'RUNNING' && (await isBusy(transaction, run.id))) return 'RUNNING';
  const left = await remainderOf(transaction, run.id);
  if (left.claimed) return left.state;
  const isStopped = left.state === 'CANCELLING' && left.generation > 0;
  if (left.state === 'CANCELLING' && !isStopped) {
    await moveRun(transaction, { runId: run.id, from: ['CANCELLING'], to: 'CANCELLED' });
    return 'CANCELLED';
  }
  if (!isStopped && !ACTIVE.includes(left.state)) return left.state;
  if (left.pending) return settlePause(transaction, run.id, left.state);
  const state = await endRun(transaction, run.id, left);
  if (left.generation > 0 && state !== 'PAUSED') await endRejudging(transaction, run.id);
  return state;
}

const ACTIVE: RunState[] = ['RUNNING', 'PAUSING', 'PAUSED'];
/** A re-judging that is cancelled leaves the run as it was before: ended. */
const ENDING: RunState[] = [...ACTIVE, 'CANCELLING'];

async function endRun(
  transaction: Queryable,
  runId: string,
  left: { failed: number; held: boolean; unsettled: boolean },
): Promise<RunState> {
  if (left.failed > 0 || left.unsettled) return endWithFailures(transaction, runId, left);
  await moveRun(transaction, { runId, from: ENDING, to: 'COMPLETED' });
  return 'COMPLETED';
}

async function settlePause(transaction: Queryable, runId: string, state: RunState): Promise<RunState> {
  if (state !== 'PAUSING') return state;
  await transaction.query(
    `UPDATE run SET state = 'PAUSED', ${clockAssignments("'PAUSED'")} WHERE id = $1 AND state = 'PAUSING'`,
    [runId],
  );
  return 'PAUSED';
}

/** Failed calls hold a bracket until retried or closed; without a bracket the run ends with gaps and can still be retried. */
async function endWithFailures(
  transaction: Queryable,
  runId: string,
  left: { failed: number; held: boolean },
): Promise<RunState> {
  if (left.held) {
    const note = { code: 'failedHeld', failed: left.failed } as const;
    await moveRun(transaction, { runId, from: ACTIVE, to: 'PAUSED', pauseReason: 'failed', note });
    return 'PAUSED';
  }
  await moveRun(transaction, {
    runId,
    from: ENDING,
    to: 'COMPLETED_WITH_GAPS',
    note: { code: 'failedGaps', failed: left.failed },
  });
  return 'COMPLETED_WITH_GAPS';
}
