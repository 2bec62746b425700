import type { Database, Queryable } from '#lib/db/database.ts';
import { reopenLeaderboards } from '#lib/db/leaderboards.ts';
import { type LockedRun, lockRunFrames } from '#lib/db/record-outcomes.ts';
import { cancelPending, matchesWithFailedCalls, renewFailedCalls, setCaps, unblockCalls } from '#lib/db/run-control.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import type { RunRow, RunState } from '#lib/db/run-row.ts';
import { moveRun } from '#lib/db/run-state.ts';
import { JoustError } from '#lib/errors.ts';
import { finishRun } from './finish-run.ts';
import { closeMatches } from './settle-matches.ts';
import { unknownPrice } from './unknown-price.ts';
import { refuseUsedUpCaps } from './used-up-cap.ts';

/** Stops sending. What is in flight comes back and is stored. */
export function pauseRun(database: Database, run: RunRow): Promise<RunState> {
  return change(database, run, async (transaction) => {
    await move(transaction, run, { from: ['RUNNING'], to: 'PAUSING', word: 'running', pauseReason: 'user' });
    return 'PAUSING';
  });
}

/**
 * Goes on, with other caps if given. After a blocked pause one request is sent alone first, and failed calls are made again.
 * @throws JoustError `unknown-price` for a cap on cost that could not be kept, `cap-used-up` for one that stops it at once
 */
export async function resumeRun(
  database: Database,
  run: RunRow,
  caps: { maxCalls?: number | null; maxCost?: number | null } = {},
): Promise<RunState> {
  if (caps.maxCost !== undefined && caps.maxCost !== null && !run.priceKnown)
    throw unknownPrice({ model: run.judgeName, endpoint: run.judgeEndpoint });
  return change(database, run, async (transaction, frame) => {
    await move(transaction, run, { from: ['PAUSED', 'PAUSING'], to: 'RUNNING', word: 'paused' });
    await refuseUsedUpCaps(transaction, run, { ...caps, pauseReason: frame.pauseReason });
    await setCaps(transaction, run.id, caps);
    const blocked = frame.pauseReason === 'blocked';
    await unblockCalls(transaction, run.id, { probe: blocked });
    if (blocked) await renewFailedCalls(transaction, run.id);
    return 'RUNNING';
  });
}

/** Ends a run for good, or a re-judging of it. Everything paid for is kept; what is in flight is stored when it comes back. */
export function cancelRun(database: Database, run: RunRow): Promise<RunState> {
  return change(database, run, async (transaction, frame) => {
    await move(transaction, run, {
      from: ['PLANNED', 'RUNNING', 'PAUSING', 'PAUSED'],
      to: 'CANCELLING',
      word: 'not ended',
    });
    await cancelPending(transaction, frame);
    return 'CANCELLING';
  });
}

/** Makes failed calls again. */
export function retryRun(database: Database, run: RunRow): Promise<RunState> {
  return change(database, run, async (transaction) => {
    const renewed = await renewFailedCalls(transaction, run.id);
    if (renewed === 0)
      throw wrongState(
        run,
        'to have failed calls',
        'There is nothing to retry: cut or refused replies are results. Ask again in a new run with --cache refresh; give cut ones more --max-output-tokens.',
      );
    await unblockCalls(transaction, run.id, { probe: false });
    await reopenLeaderboards(transaction, run.id);
    await move(transaction, run, {
      from: ['PAUSED', 'PAUSING', 'COMPLETED_WITH_GAPS', 'RUNNING'],
      to: 'RUNNING',
      word: 'paused or with gaps',
    });
    return 'RUNNING';
  });
}

/** Gives failed calls up: their matches advance by seed, marked, and the run goes on without them. */
export function closeRunWithGaps(database: Database, run: RunRow): Promise<RunState> {
  return change(database, run, async (transaction, frame) => {
    const matches = await matchesWithFailedCalls(transaction, run.id);
    if (matches.length === 0) throw wrongState(run, 'to have failed calls', 'There are no gaps to close.');
    await move(transaction, run, { from: ['PAUSED', 'PAUSING', 'RUNNING'], to: 'RUNNING', word: 'paused' });
    await closeMatches(transaction, frame, matches);
    return 'RUNNING';
  });
}

/** What can be done with a run in each state. */
const FITTING_VERBS: Record<RunState, string> = {
  DRAFT: 'Start it first.',
  PLANNED: 'Start it, or cancel it.',
  RUNNING: 'Pause it first, or cancel it.',
  PAUSING: 'Resume it, or cancel it.',
  PAUSED: 'Resume it, or cancel it; retry failed calls, or close it with gaps.',
  COMPLETED: 'It has ended: judge matches again, or start a new run.',
  COMPLETED_WITH_GAPS: 'It has ended: retry its failed calls, judge matches again, or start a new run.',
  CANCELLING: 'It is ending: wait, then start a new run.',
  CANCELLED: 'It has ended: start a new run.',
  FAILED: 'It has ended: start a new run.',
};

async function change(
  database: Database,
  run: RunRow,
  work: (transaction: Queryable, frame: LockedRun) => Promise<RunState>,
): Promise<RunState> {
  return database.transaction(async (transaction) => {
    const frame = (await lockRunFrames(transaction, [run.id])).get(run.id) as LockedRun;
    const state = await work(transaction, frame);
    const final = await finishRun(transaction, { id: run.id, state });
    await notifyRun(transaction, run.id);
    return final;
  });
}

async function move(
  transaction: Queryable,
  run: RunRow,
  move: { from: readonly RunState[]; to: RunState; word: string; pauseReason?: 'user' },
): Promise<void> {
  const moved = await moveRun(transaction, {
    runId: run.id,
    from: move.from,
    to: move.to,
    pauseReason: move.pauseReason ?? null,
  });
  if (!moved) throw wrongState(run, `to be ${move.word}`, FITTING_VERBS[run.state]);
}

function wrongState(run: RunRow, expected: string, fix: string): JoustError {
  return new JoustError({
    code: 'wrong-run-state',
    expected: `run #${run.number} ${expected}`,
    got: run.state.toLowerCase(),
    fix,
  });
}
