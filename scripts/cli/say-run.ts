import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { say } from './output.ts';
import { runStateText } from './run-state-text.ts';
import { spendText } from './spend-text.ts';

/** Says how a run stands and what it has cost. */
export function sayRun(run: RunRow, coverage: PlanCoverage): void {
  say(runStateText(run, coverage));
  const spend = spendText(run);
  if (spend !== '') say(spend);
}
