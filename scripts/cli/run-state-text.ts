import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow, RunState } from '#lib/db/run-row.ts';
import { coverageClauses } from '#lib/pipeline/coverage-text.ts';
import { runNoteText } from './note-text.ts';

const STATE_WORDS: Record<RunState, string> = {
  DRAFT: 'is a draft',
  PLANNED: 'is planned, not started',
  RUNNING: 'is running',
  PAUSING: 'is pausing',
  PAUSED: 'is paused',
  COMPLETED: 'is completed',
  COMPLETED_WITH_GAPS: 'is completed with gaps',
  CANCELLING: 'is being cancelled',
  CANCELLED: 'is cancelled',
  FAILED: 'has failed',
};

/** Where a run stands, in one line that cannot be taken for more than it is: what has no verdict stands beside the state. */
export function runStateText(run: Pick<RunRow, 'number' | 'state' | 'stateNote'>, coverage: PlanCoverage): string {
  const clauses = coverageClauses(coverage);
  const link = run.state === 'COMPLETED_WITH_GAPS' ? ':' : ', but';
  const short = clauses.length === 0 ? '.' : `${link} ${clauses.join('; ')}.`;
  return `Run #${run.number} ${STATE_WORDS[run.state]}${short} ${runNoteText(run.stateNote)}`.trim();
}
