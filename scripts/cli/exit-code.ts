import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';

/** Exit codes of commands that wait for a run and did so; 1 is for commands that failed. */
const EXIT_CODES = { completed: 0, paused: 3, gaps: 4, cancelledOrFailed: 5 } as const;

/**
 * How a command with `--wait` exits: a script must not take a run that stands still, or misses verdicts, for a finished
 * one. Single unusable verdicts are a result and no gap; without any verdict there is none.
 */
export function exitCodeOf({ state }: Pick<RunRow, 'state'>, coverage: PlanCoverage): number {
  if (state === 'PAUSED') return EXIT_CODES.paused;
  if (state === 'CANCELLED' || state === 'FAILED') return EXIT_CODES.cancelledOrFailed;
  const isEmpty = coverage.matches > 0 && coverage.withVerdict + coverage.inconsistent === 0;
  return state === 'COMPLETED_WITH_GAPS' || isEmpty ? EXIT_CODES.gaps : EXIT_CODES.completed;
}
