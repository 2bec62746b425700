import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { gapReasons } from '#lib/pipeline/coverage-text.ts';
import { table } from './table.ts';

/** Runs for a terminal; what has no verdict stands beside the state that could hide it. */
export function runsTable(runs: readonly (RunRow & { coverage: PlanCoverage })[]): string {
  if (runs.length === 0) return 'No runs yet. Start one with `joust run --benchmark NAME`.\n';
  return table(
    ['run', 'name', 'benchmark', 'schedule', 'judge', 'state', 'requests', 'spend', 'without verdict'],
    runs.map((run) => [
      `#${run.number}`,
      `${run.name ?? ''}${run.archivedAt ? ' (archived)' : ''}`.trim(),
      run.simulated ? `${run.benchmark} (simulated)` : run.benchmark,
      run.schedule,
      run.judgeName,
      run.pauseReason ? `${run.state} (${run.pauseReason})` : run.state,
      String(run.requests),
      run.priceKnown ? `$${run.spend.toFixed(2)}` : '–',
      missing(run.coverage),
    ]),
  );
}

function missing(coverage: PlanCoverage): string {
  const { matches, withoutVerdict } = coverage;
  return withoutVerdict === 0 ? '' : `${withoutVerdict} of ${matches}: ${gapReasons(coverage).join(', ')}`;
}
