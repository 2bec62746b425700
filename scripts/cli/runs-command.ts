import type { Command } from 'commander';
import { type PlanCoverage, planCoverages } from '#lib/db/plan-coverage.ts';
import { listRuns, type RunRow } from '#lib/db/run-row.ts';
import { type Installation, withInstallation } from './installation.ts';
import { runNoteText } from './note-text.ts';
import { fail, printJson } from './output.ts';
import { runsTable } from './runs-table.ts';

/** `joust runs`: what has been run, newest first. */
export function addRunsCommand(program: Command): void {
  program
    .command('runs')
    .description('list runs, newest first')
    .option('--json', 'print one JSON document')
    .action(async (options: { json?: boolean }) => {
      try {
        const runs = await withInstallation(readRuns);
        if (options.json) printJson({ runs: runs.map(runSummary) });
        else process.stdout.write(runsTable(runs));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

const NEWEST = 200;

async function readRuns({ database, scope }: Installation): Promise<(RunRow & { coverage: PlanCoverage })[]> {
  const runs = await listRuns(database, scope, NEWEST);
  const coverages = await planCoverages(database, scope, runs);
  return runs.map((run) => ({ ...run, coverage: coverages.get(run.id) as PlanCoverage }));
}

/** A run as other programs see it. */
function runSummary(run: RunRow & { coverage: PlanCoverage }) {
  return {
    run: run.id,
    number: run.number,
    benchmark: run.benchmark,
    schedule: run.schedule,
    judge: run.judgeName,
    judges: run.judges.map((judge) => judge.name),
    generation: run.generation,
    simulated: run.simulated,
    state: run.state,
    pauseReason: run.pauseReason,
    note: runNoteText(run.stateNote),
    coverage: run.coverage,
    requests: run.requests,
    spend: run.priceKnown ? run.spend : null,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
  };
}
