import type { Command } from 'commander';
import type { RunRow } from '#lib/db/run-row.ts';
import { cancelRun, closeRunWithGaps, pauseRun, resumeRun, retryRun } from '#lib/pipeline/control-run.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson, say } from './output.ts';
import { runDocument } from './run-document.ts';
import { withWorkers } from './with-workers.ts';

interface ControlOptions {
  json?: boolean;
  wait?: boolean;
  maxCalls?: number;
  maxCost?: number;
}

type Verb = (installation: Installation, run: RunRow, options: ControlOptions) => Promise<unknown>;

/** `joust pause|resume|cancel|retry|close RUN`. */
export function addControlCommands(program: Command): void {
  add(program, 'pause', 'stop sending; what is in flight is stored', ({ database }, run) => pauseRun(database, run));
  add(program, 'cancel', 'end a run for good; everything paid for is kept', ({ database }, run) =>
    cancelRun(database, run),
  );
  add(program, 'close', 'give failed calls up: their matches advance by seed, marked', ({ database }, run) =>
    closeRunWithGaps(database, run),
  );
  waitable(add(program, 'retry', 'make failed calls again', ({ database }, run) => retryRun(database, run)));
  waitable(
    add(program, 'resume', 'go on with a paused run, with other caps if given', ({ database }, run, options) =>
      resumeRun(database, run, capsOf(options)),
    ),
  )
    .option('--max-calls <n>', 'new cap on requests', numberOption)
    .option('--max-cost <usd>', 'new cap on cost', numberOption);
}

function waitable(command: Command): Command {
  return command.option('--wait', 'stay until the run pauses or ends, with workers of its own if none run');
}

function add(program: Command, name: string, description: string, verb: Verb): Command {
  return program
    .command(name)
    .argument('<run>', 'number or id of a run, or "latest"')
    .description(description)
    .option('--json', 'print one JSON document')
    .action(async (reference: string, options: ControlOptions) => {
      try {
        await withInstallation((installation) => control(installation, { reference, verb, options }));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

async function control(
  installation: Installation,
  command: { reference: string; verb: Verb; options: ControlOptions },
): Promise<void> {
  const { verb, options } = command;
  const act = async () => {
    await verb(installation, await requireRun(installation, command.reference), options);
    const run = await requireRun(installation, command.reference);
    return options.wait ? followRun(installation, run) : run;
  };
  const run = options.wait ? await withWorkers(installation, act) : await act();
  if (options.json) printJson(await runDocument(installation.database, installation.scope, run));
  else say(`Run #${run.number} is ${run.state.toLowerCase()}. ${run.stateNote}`.trim());
}

function capsOf(options: ControlOptions): { maxCalls?: number; maxCost?: number } {
  return {
    ...(options.maxCalls === undefined ? {} : { maxCalls: options.maxCalls }),
    ...(options.maxCost === undefined ? {} : { maxCost: options.maxCost }),
  };
}
