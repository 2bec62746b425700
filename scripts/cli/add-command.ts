import type { Command } from 'commander';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { addNewcomer } from '#lib/pipeline/add-newcomer.ts';
import { planNewcomer } from '#lib/pipeline/plan-newcomer.ts';
import { confirmed } from './confirmed.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { leaderboardText } from './leaderboard-text.ts';
import { newcomerText } from './newcomer-text.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson, printText, say } from './output.ts';
import { runDocument } from './run-document.ts';
import { sayRun } from './say-run.ts';
import { hintIfNobodyWorks, type KeepWorking, withWorkers } from './with-workers.ts';

interface AddOptions {
  matchesPerPrompt?: number;
  yes?: boolean;
  wait?: boolean;
  json?: boolean;
}

/** `joust add RUN CONTESTANT`: shows which matches place a newcomer on the board of an ended run, and plays them. */
export function addAddCommand(program: Command): void {
  program
    .command('add')
    .argument('<run>', 'number or id of a run that has ended, or "latest"')
    .argument('<contestant>', 'who answered the benchmark and is not on the board of the run')
    .description('add a contestant to a board: only its own matches are played, in a run of their own')
    .option(
      '--matches-per-prompt <k>',
      'matches of the newcomer on each prompt; log2 of the incumbents, rounded up, if left out',
      numberOption,
    )
    .option('--yes', 'start without asking')
    .option('--wait', 'stay until the run pauses or ends, with workers of its own if none run')
    .option('--json', 'print one JSON document')
    .action(async (reference: string, contestant: string, options: AddOptions) => {
      try {
        await withInstallation((installation) => add(installation, { reference, contestant, options }));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

async function add(
  installation: Installation,
  { reference, contestant, options }: { reference: string; contestant: string; options: AddOptions },
): Promise<void> {
  const { database } = installation;
  const run = await requireRun(installation, reference);
  const request = { contestant, matchesPerPrompt: options.matchesPerPrompt ?? null };
  const planned = await planNewcomer(database, run, request);
  say(newcomerText(planned));
  if (!(await confirmed(options))) return say('Not started: nothing was stored or spent.');
  const play = async (keepWorking?: KeepWorking): Promise<RunRow> => {
    const started = await addNewcomer(database, run, { ...request, shown: planned.hash });
    return keepWorking ? followRun(installation, started, keepWorking) : started;
  };
  const played = options.wait ? await withWorkers(installation, play) : await play();
  if (!options.wait) hintIfNobodyWorks(installation);
  await report(installation, played, options);
}

async function report({ database, scope }: Installation, run: RunRow, options: AddOptions): Promise<void> {
  const coverage = await planCoverage(database, scope, run);
  if (options.wait) process.exitCode = exitCodeOf(run, coverage);
  if (options.json) return printJson(await runDocument(database, scope, run));
  sayRun(run, coverage);
  const leaderboard = options.wait ? await newestLeaderboard(database, scope, run.id) : null;
  if (leaderboard) printText(`\n${leaderboardText(run, leaderboard.content, coverage)}`);
}
