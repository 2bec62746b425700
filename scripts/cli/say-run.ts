import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { say } from './output.ts';
import { plannedText } from './planned-text.ts';
import { resumeText } from './resume-text.ts';
import { runStateText } from './run-state-text.ts';
import { spendText } from './spend-text.ts';

/** Says how a run stands, what it has cost, as against its plan, and how to go on. */
export function sayRun(run: RunRow, coverage: PlanCoverage): void {
  const lines = [runStateText(run, coverage), spendText(run), plannedText(run), resumeText(run)];
  for (const line of lines) if (line !== '') say(line);
}
