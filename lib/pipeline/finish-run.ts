import type { Queryable } from '#lib/db/database.ts';
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
  const active: RunState[] = ['RUNNING', 'PAUSING', 'PAUSED'];
  if (left.state === 'CANCELLING') {
    await moveRun(transaction, { runId: run.id, from: ['CANCELLING'], to: 'CANCELLED' });
    return 'CANCELLED';
  }
  if (!active.includes(left.state)) return left.state;
  if (left.pending) return settlePause(transaction, run.id, left.state);
  if (left.failed === 0 && !left.unsettled) {
    await moveRun(transaction, { runId: run.id, from: active, to: 'COMPLETED' });
    return 'COMPLETED';
  }
  return endWithFailures(transaction, run.id, left);
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
  const from: RunState[] = ['RUNNING', 'PAUSING', 'PAUSED'];
  if (left.held) {
    const note = { code: 'failedHeld', failed: left.failed } as const;
    await moveRun(transaction, { runId, from, to: 'PAUSED', pauseReason: 'failed', note });
    return 'PAUSED';
  }
  await moveRun(transaction, {
    runId,
    from,
    to: 'COMPLETED_WITH_GAPS',
    note: { code: 'failedGaps', failed: left.failed },
  });
  return 'COMPLETED_WITH_GAPS';
}
