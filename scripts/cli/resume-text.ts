import type { RunRow } from '#lib/db/run-row.ts';

/** The command that takes a paused run on; empty where there is nothing to resume. */
export function resumeText({ state, pauseReason, number, maxCalls, maxCost }: ResumableRun): string {
  if (state !== 'PAUSED') return '';
  if (pauseReason === 'calls') return `Go on: joust resume ${number} --max-calls <above ${maxCalls}> --wait`;
  if (pauseReason === 'cost') return `Go on: joust resume ${number} --max-cost <above ${maxCost}> --wait`;
  if (pauseReason === 'failed') return `Go on: joust retry ${number} --wait, or without them: joust close ${number}`;
  if (pauseReason === 'trial') return `Go on: joust resume ${number} --wait, or end it: joust cancel ${number}`;
  return `Go on: joust resume ${number} --wait`;
}

type ResumableRun = Pick<RunRow, 'state' | 'pauseReason' | 'number' | 'maxCalls' | 'maxCost'>;
