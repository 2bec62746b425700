import { type Command, Option } from 'commander';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { Env } from '#lib/env.ts';
import { JoustError } from '#lib/errors.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { keyOfEndpoint, noKeyHint } from '#lib/pipeline/judge-key.ts';
import { planRun } from '#lib/pipeline/plan-run.ts';
import { type RunSettings, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import { type SettingDifference, settingsDifference } from '#lib/pipeline/settings-difference.ts';
import { settingsOfRun } from '#lib/pipeline/settings-of-run.ts';
import { startRun } from '#lib/pipeline/start-run.ts';
import { afterTrial } from './after-trial.ts';
import { confirmed } from './confirmed.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { withJuryOptions } from './jury-options.ts';
import { leaderboardText } from './leaderboard-text.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson, printText, say } from './output.ts';
import { planText } from './plan-text.ts';
import { runDocument } from './run-document.ts';
import { type GivenOptions, type RunOptions, runSettingsOf } from './run-settings-of.ts';
import { sayRun } from './say-run.ts';
import { takeTemplateFiles, templateForOption } from './template-options.ts';
import { hintIfNobodyWorks, type KeepWorking, withWorkers } from './with-workers.ts';

/** `joust run --benchmark NAME`: plans, shows what it will cost, and runs. */
export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('plan and start a run: judges compare the answers of a benchmark')
    .option('--benchmark <name>', 'benchmark to play on, in its newest version; required without --like')
    .option('--like <run>', 'as this run, with what else is given changed')
    .option('--contestants <a,b>', 'only these; everybody who answered if left out')
    .option('--schedule <kind>', 'knockout, league, random, swiss or anchored', 'knockout')
    .option(
      '--rounds <n>',
      'rounds of a swiss schedule; as many as cost what a knockout costs if left out',
      numberOption,
    )
    .option('--anchors <a,b>', 'anchors of an anchored schedule');
  withJuryOptions(command)
    .option('--combine <rule>', 'how several judges give one result: separate, majority or weighted', 'separate')
    .option('--exclude-family', 'judges leave out contestants of their own family')
    .option('--samples <k>', 'judgements asked of each judge for each order', numberOption, 1)
    .option('--orders <orders>', 'one, or both: twice the calls, position bias halved and seen', 'one')
    .option('--in-flight <n>', 'requests under way at most', numberOption, 16)
    .option('--max-calls <n>', 'cap on requests, retries included', numberOption)
    .option('--max-cost <usd>', 'cap on cost', numberOption)
    .option('--seed <seed>', 'decides brackets, sides and resampling', '1')
    .option('--template <id>', 'what judges are asked with; `joust templates` lists them', 'general')
    .option('--template-for <category=id>', 'another template for a category; repeatable', templateForOption)
    .option('--cache <mode>', 'use, bypass or refresh', 'use')
    .addOption(
      trialOption('--trial [n]', {
        preset: 5,
        description: 'make so many calls first, show verdicts and the new estimate, and ask',
      }),
    )
    .addOption(
      trialOption('--probe [n]', { preset: 20, description: 'the same with as many calls as a good estimate takes' }),
    )
    .option('--yes', 'start without asking; after a trial the run stays paused')
    .option('--wait', 'stay until the run pauses or ends, with workers of its own if none run')
    .option('--json', 'print one JSON document')
    .action(async (options: RunOptions, command: Command) => {
      try {
        if (options.benchmark === undefined && options.like === undefined) throw noBenchmark();
        const isGiven = (option: string) => command.getOptionValueSource(option) === 'cli';
        await withInstallation((installation) => run(installation, { options, isGiven }));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

/** A trial of so many calls, or of as many as its name stands for. */
function trialOption(flags: string, { preset, description }: { preset: number; description: string }): Option {
  return new Option(flags, `${description} (${preset} if left out)`).preset(String(preset)).argParser(numberOption);
}

async function run(installation: Installation, { options, isGiven }: GivenOptions): Promise<void> {
  const { database, scope } = installation;
  const origin = options.like === undefined ? null : await requireRun(installation, options.like);
  const repeated = origin && (await settingsOfRun(database, scope, origin));
  const settings = runSettingsOf(
    { options, isGiven },
    { defaultUrl: installation.env.openAiBaseUrl, base: repeated?.settings },
  );
  if (repeated && repeated.gone.length > 0) say(`Not there any more: ${repeated.gone.join(', ')}.`);
  await takeTemplateFiles(installation, settings);
  const { plan } = await planRun(database, scope, settings);
  if (origin && repeated) say(changesText(origin.number, settingsDifference(repeated.settings, settings)));
  say(planText(settings, plan));
  sayIfNoKey(settings, installation.env);
  const { trial } = settings;
  const question = trial === null ? 'Start?' : `Start with a trial of ${trial} calls?`;
  if (!(await confirmed(options, question))) return say('Not started: nothing was stored or spent.');
  const play = async (keepWorking?: KeepWorking): Promise<RunRow> => {
    const planned = await createRun(database, scope, settings, { originRunId: origin?.id ?? null });
    await startRun(database, planned, planned.planHash);
    const started = await requireRun(installation, planned.id);
    if (!keepWorking) return started;
    const played = await followRun(installation, started, keepWorking);
    return afterTrial(installation, played, { keepWorking, mayAsk: !options.yes });
  };
  const stays = options.wait === true || settings.trial !== null;
  const played = stays ? await withWorkers(installation, play) : await play();
  if (!stays) hintIfNobodyWorks(installation);
  await report(installation, played, { ...options, wait: stays });
}

/** What a repeated run does otherwise. */
function changesText(origin: number, changes: readonly SettingDifference[]): string {
  if (changes.length === 0) return `As run #${origin}, with nothing changed.`;
  const lines = changes.map(
    ({ field, before, after }) => `  ${field}: ${JSON.stringify(before)} > ${JSON.stringify(after)}`,
  );
  return [`As run #${origin}, but`, ...lines].join('\n');
}

function sayIfNoKey({ judges }: RunSettings, env: Env): void {
  const endpoints = new Set(judges.map((judge) => judge.endpoint).filter((one) => one !== SIMULATOR_ENDPOINT));
  for (const endpoint of endpoints) {
    const judgeKey = keyOfEndpoint(endpoint, env.judgeKeys);
    const who = endpoints.size === 1 ? 'the judge' : endpoint;
    if (judgeKey?.key) say(`  ${who} is sent the key in ${judgeKey.variable}`);
    else say(`  ${noKeyHint(endpoint, judgeKey)}`);
  }
}

async function report(installation: Installation, played: RunRow, options: RunOptions): Promise<void> {
  const { database, scope } = installation;
  const coverage = await planCoverage(database, scope, played);
  if (options.wait) process.exitCode = exitCodeOf(played, coverage);
  if (options.json) return printJson(await runDocument(database, scope, played));
  sayRun(played, coverage);
  const leaderboard = await newestLeaderboard(database, scope, played.id);
  if (options.wait && leaderboard) printText(`\n${leaderboardText(played, leaderboard.content, coverage)}`);
}

/** @throws JoustError as commander says it of a required option */
function noBenchmark(): JoustError {
  return new JoustError({
    code: 'bad-usage',
    expected: 'a command line that `joust run --help` describes',
    got: "required option '--benchmark <name>' not specified",
    fix: 'See `joust run --help`.',
  });
}
