import type { RunRow } from '#lib/db/run-row.ts';
import type { UnreportedAttempts } from '#lib/db/unreported-attempts.ts';
import { say } from './output.ts';
import { spendText } from './spend-text.ts';

/** Says how a run stands and what it has cost. */
export function sayRun(run: RunRow, unreported: UnreportedAttempts): void {
  say(`Run #${run.number} is ${run.state.toLowerCase()}. ${run.stateNote}`.trim());
  const spend = spendText(run, unreported);
  if (spend !== '') say(spend);
}
