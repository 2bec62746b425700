import type { Command } from 'commander';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { Env } from '#lib/env.ts';
import { JoustError } from '#lib/errors.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { keyOfEndpoint, noKeyHint } from '#lib/pipeline/judge-key.ts';
import { planRun } from '#lib/pipeline/plan-run.ts';
import { type RunSettings, runSettings, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import { startRun } from '#lib/pipeline/start-run.ts';
import { badSetting } from './bad-setting.ts';
import { confirmed } from './confirmed.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { type JuryOptions, judgesOf, SIMULATED_JURY, withJuryOptions } from './jury-options.ts';
import { leaderboardText } from './leaderboard-text.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson, say } from './output.ts';
import { planText } from './plan-text.ts';
import { runDocument } from './run-document.ts';
import { sayRun } from './say-run.ts';
import { hintIfNobodyWorks, type KeepWorking, withWorkers } from './with-workers.ts';

interface RunOptions extends JuryOptions {
  benchmark: string;
  contestants?: string;
  schedule: string;
  anchors?: string;
  combine: string;
  excludeFamily?: boolean;
  samples: number;
  orders: string;
  inFlight: number;
  maxCalls?: number;
  maxCost?: number;
  seed: string;
  cache: string;
  yes?: boolean;
  wait?: boolean;
  json?: boolean;
}

/** `joust run --benchmark NAME`: plans, shows what it will cost, and runs. */
export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('plan and start a run: judges compare the answers of a benchmark')
    .requiredOption('--benchmark <name>', 'benchmark to play on, in its newest version')
    .option('--contestants <a,b>', 'only these; everybody who answered if left out')
    .option('--schedule <kind>', 'knockout, league, random or anchored', 'knockout')
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
    .option('--cache <mode>', 'use, bypass or refresh', 'use')
    .option('--yes', 'start without asking')
    .option('--wait', 'stay until the run pauses or ends, with workers of its own if none run')
    .option('--json', 'print one JSON document')
    .action(async (options: RunOptions) => {
      try {
        await withInstallation((installation) => run(installation, options));
      } catch (error) {
        fail(error, { json: options.json === true });
      }
    });
}

async function run(installation: Installation, options: RunOptions): Promise<void> {
  const { database, scope } = installation;
  const settings = settingsOf(options, installation.env.openAiBaseUrl);
  const { plan } = await planRun(database, scope, settings);
  say(planText(settings, plan));
  sayIfNoKey(settings, installation.env);
  if (!(await confirmed(options))) return say('Not started: nothing was stored or spent.');
  const play = async (keepWorking?: KeepWorking): Promise<RunRow> => {
    const planned = await createRun(database, scope, settings);
    await startRun(database, planned, planned.planHash);
    const started = await requireRun(installation, planned.id);
    return keepWorking ? followRun(installation, started, keepWorking) : started;
  };
  const played = options.wait ? await withWorkers(installation, play) : await play();
  if (!options.wait) hintIfNobodyWorks(installation);
  await report(installation, played, options);
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
  if (options.wait && leaderboard) process.stdout.write(`\n${leaderboardText(played, leaderboard.content, coverage)}`);
}

function settingsOf(options: RunOptions, defaultUrl: string): RunSettings {
  const parsed = runSettings.safeParse({
    benchmark: options.benchmark,
    contestants: names(options.contestants) ?? null,
    schedule: options.schedule,
    anchors: names(options.anchors) ?? [],
    judges: judgesOf(options, defaultUrl) ?? SIMULATED_JURY,
    combination: options.combine,
    excludeFamily: options.excludeFamily === true,
    samples: options.samples,
    bothOrders: ordersOf(options.orders),
    seed: options.seed,
    inFlight: options.inFlight,
    maxCalls: options.maxCalls,
    maxCost: options.maxCost,
    cacheMode: options.cache,
  });
  if (parsed.success) return parsed.data;
  throw badSetting(parsed.error.issues[0], { code: 'bad-run-settings', command: 'run', options });
}

function ordersOf(text: string): boolean {
  if (text === 'one' || text === 'both') return text === 'both';
  throw new JoustError({
    code: 'bad-run-settings',
    expected: '--orders one or both',
    got: text,
    fix: 'See `joust run --help`.',
  });
}

function names(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
