import type { Command } from 'commander';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { cancelRun, closeRunWithGaps, pauseRun, resumeRun, retryRun } from '#lib/pipeline/control-run.ts';
import { type RunCaps, runCaps } from '#lib/pipeline/run-settings.ts';
import { afterTrial } from './after-trial.ts';
import { badSetting } from './bad-setting.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson } from './output.ts';
import { runDocument } from './run-document.ts';
import { sayRun } from './say-run.ts';
import { hintIfNobodyWorks, type KeepWorking, withWorkers } from './with-workers.ts';

interface ControlOptions {
  json?: boolean;
  wait?: boolean;
  maxCalls?: number;
  maxCost?: number;
}

const UNDER_WAY = new Set(['RUNNING', 'PAUSING', 'CANCELLING']);

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
  const act = async (keepWorking?: KeepWorking) => {
    const before = await requireRun(installation, command.reference);
    // Waiting for a run that runs already needs no verb.
    if (keepWorking && before.state === 'RUNNING') refuseCaps(before, options);
    else await verb(installation, before, options);
    const run = await requireRun(installation, command.reference);
    if (!keepWorking) return run;
    const played = await followRun(installation, run, keepWorking);
    return afterTrial(installation, played, { keepWorking, mayAsk: true });
  };
  const run = options.wait ? await withWorkers(installation, act) : await act();
  if (!options.wait && UNDER_WAY.has(run.state)) hintIfNobodyWorks(installation);
  const { database, scope } = installation;
  const coverage = await planCoverage(database, scope, run);
  if (options.json) printJson(await runDocument(database, scope, run));
  else sayRun(run, coverage);
  if (options.wait) process.exitCode = exitCodeOf(run, coverage);
}

/** Caps change only where nothing is being claimed under the old ones. */
function refuseCaps({ number }: RunRow, { maxCalls, maxCost }: ControlOptions): void {
  if (maxCalls === undefined && maxCost === undefined) return;
  throw new JoustError({
    code: 'wrong-run-state',
    expected: `run #${number} to be paused, to set other caps`,
    got: 'running',
    fix: `Pause it first: joust pause ${number}`,
  });
}

function capsOf({ maxCalls, maxCost }: ControlOptions): RunCaps {
  const parsed = runCaps.safeParse({ maxCalls, maxCost });
  if (parsed.success) return parsed.data;
  throw badSetting(parsed.error.issues[0], { code: 'bad-caps', command: 'resume', options: { maxCalls, maxCost } });
}
