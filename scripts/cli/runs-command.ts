import type { Command } from 'commander';
import { listRuns } from '#lib/db/run-row.ts';
import { withInstallation } from './installation.ts';
import { fail, printJson } from './output.ts';
import { table } from './table.ts';

/** `joust runs`: what has been run, newest first. */
export function addRunsCommand(program: Command): void {
  program
    .command('runs')
    .description('list runs, newest first')
    .option('--json', 'print one JSON document')
    .action(async (options: { json?: boolean }) => {
      try {
        const runs = await withInstallation(({ database, scope }) => listRuns(database, scope, 200));
        if (options.json) printJson({ runs: runs.map(runSummary) });
        else process.stdout.write(runsTable(runs));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

/** A run as other programs see it. */
function runSummary(run: Awaited<ReturnType<typeof listRuns>>[number]) {
  return {
    run: run.id,
    number: run.number,
    benchmark: run.benchmark,
    schedule: run.schedule,
    judge: run.judgeName,
    simulated: run.simulated,
    state: run.state,
    pauseReason: run.pauseReason,
    note: run.stateNote,
    requests: run.requests,
    spend: run.priceKnown ? run.spend : null,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
  };
}

function runsTable(runs: Awaited<ReturnType<typeof listRuns>>): string {
  if (runs.length === 0) return 'No runs yet. Start one with `joust run --benchmark NAME`.\n';
  return table(
    ['run', 'benchmark', 'schedule', 'judge', 'state', 'requests', 'spend'],
    runs.map((run) => [
      `#${run.number}`,
      run.simulated ? `${run.benchmark} (simulated)` : run.benchmark,
      run.schedule,
      run.judgeName,
      run.pauseReason ? `${run.state} (${run.pauseReason})` : run.state,
      String(run.requests),
      run.priceKnown ? `$${run.spend.toFixed(2)}` : '–',
    ]),
  );
}
