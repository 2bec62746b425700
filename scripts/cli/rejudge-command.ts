import type { Command } from 'commander';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { parseRejudgingScope } from '#lib/judging/rejudging-scope.ts';
import { planRejudging, type RejudgingPlan, type RejudgingRequest } from '#lib/pipeline/plan-rejudging.ts';
import { rejudgeRun } from '#lib/pipeline/rejudge-run.ts';
import { type SeatSettings, seatSettings } from '#lib/pipeline/run-settings.ts';
import { badSetting } from './bad-setting.ts';
import { confirmed } from './confirmed.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { type JuryOptions, judgesOf, withJuryOptions } from './jury-options.ts';
import { fail, printJson, say } from './output.ts';
import { rejudgingText } from './rejudging-text.ts';
import { runDocument } from './run-document.ts';
import { sayRun } from './say-run.ts';
import { hintIfNobodyWorks, type KeepWorking, withWorkers } from './with-workers.ts';

interface RejudgeOptions extends JuryOptions {
  only: string;
  yes?: boolean;
  wait?: boolean;
  json?: boolean;
}

/** `joust rejudge RUN --only SCOPE`: shows what would be judged again and what it costs, and does it. */
export function addRejudgeCommand(program: Command): void {
  const command = program
    .command('rejudge')
    .argument('<run>', 'number or id of a run that has ended, or "latest"')
    .description('judge matches again: judgements are added, brackets stay, ratings follow and are marked')
    .requiredOption('--only <scope>', 'which matches: failed, inconsistent, margin<x (such as margin<0.2), or all');
  withJuryOptions(command)
    .option('--yes', 'start without asking')
    .option('--wait', 'stay until the run pauses or ends, with workers of its own if none run')
    .option('--json', 'print one JSON document')
    .action(async (reference: string, options: RejudgeOptions) => {
      try {
        await withInstallation((installation) => rejudge(installation, reference, options));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

async function rejudge(installation: Installation, reference: string, options: RejudgeOptions): Promise<void> {
  const { database } = installation;
  const run = await requireRun(installation, reference);
  const request = requestOf(options, installation.env.openAiBaseUrl);
  const shown = await planRejudging(database, run, request);
  say(rejudgingText(run, shown));
  if (!(await confirmed(options))) return say('Not started: nothing was stored or spent.');
  const judge = async (keepWorking?: KeepWorking): Promise<RunRow> => {
    await rejudgeRun(database, run, { ...request, shown });
    const started = await requireRun(installation, run.id);
    return keepWorking ? followRun(installation, started, keepWorking) : started;
  };
  const judged = options.wait ? await withWorkers(installation, judge) : await judge();
  if (!options.wait) hintIfNobodyWorks(installation);
  await report(installation, { run: judged, shown, options });
}

async function report(
  { database, scope }: Installation,
  { run, shown, options }: { run: RunRow; shown: RejudgingPlan; options: RejudgeOptions },
): Promise<void> {
  const coverage = await planCoverage(database, scope, run);
  if (options.wait) process.exitCode = exitCodeOf(run, coverage);
  if (options.json) printJson({ ...(await runDocument(database, scope, run)), rejudging: shown });
  else sayRun(run, coverage);
}

function requestOf(options: RejudgeOptions, defaultUrl: string): RejudgingRequest {
  const scope = parseRejudgingScope(options.only);
  if (scope === null) {
    throw new JoustError({
      code: 'bad-scope',
      expected: '--only failed, inconsistent, all, or margin<x with x above 0 and at most 1',
      got: JSON.stringify(options.only),
      fix: 'For example: --only "margin<0.2"',
    });
  }
  return { scope, judges: judgesOf(options, defaultUrl)?.map((judge) => checked(judge, options)) ?? null };
}

function checked(judge: object, options: RejudgeOptions): SeatSettings {
  const parsed = seatSettings.safeParse(judge);
  if (parsed.success) return parsed.data;
  throw badSetting(parsed.error.issues[0], { code: 'bad-rejudge-settings', command: 'rejudge', options });
}
