import type { Command } from 'commander';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { Env } from '#lib/env.ts';
import { JoustError } from '#lib/errors.ts';
import { createRun } from '#lib/pipeline/create-run.ts';
import { keyOfEndpoint, noKeyHint } from '#lib/pipeline/judge-key.ts';
import { planRun } from '#lib/pipeline/plan-run.ts';
import { type RunSettings, runSettings, SIMULATED_MODEL, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import { type SettingDifference, settingsDifference } from '#lib/pipeline/settings-difference.ts';
import { settingsOfRun } from '#lib/pipeline/settings-of-run.ts';
import { startRun } from '#lib/pipeline/start-run.ts';
import { askYes } from './ask-yes.ts';
import { badSetting } from './bad-setting.ts';
import { exitCodeOf } from './exit-code.ts';
import { followRun } from './follow-run.ts';
import { type Installation, requireRun, withInstallation } from './installation.ts';
import { leaderboardText } from './leaderboard-text.ts';
import { numberOption } from './number-option.ts';
import { fail, printJson, say } from './output.ts';
import { planText } from './plan-text.ts';
import { runDocument } from './run-document.ts';
import { sayRun } from './say-run.ts';
import { hintIfNobodyWorks, type KeepWorking, withWorkers } from './with-workers.ts';

interface RunOptions {
  benchmark?: string;
  like?: string;
  contestants?: string;
  schedule: string;
  anchors?: string;
  judgeUrl?: string;
  judgeModel?: string;
  orders: string;
  inFlight: number;
  maxCalls?: number;
  maxCost?: number;
  maxOutputTokens?: number;
  temperature?: number;
  timeout?: number;
  inputPrice?: number;
  outputPrice?: number;
  seed: string;
  cache: string;
  yes?: boolean;
  wait?: boolean;
  json?: boolean;
}

/** `joust run --benchmark NAME`: plans, shows what it will cost, and runs. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('plan and start a run: judges compare the answers of a benchmark')
    .option('--benchmark <name>', 'benchmark to play on, in its newest version; required without --like')
    .option('--like <run>', 'as this run, with what else is given changed')
    .option('--contestants <a,b>', 'only these; everybody who answered if left out')
    .option('--schedule <kind>', 'knockout, league, random or anchored', 'knockout')
    .option('--anchors <a,b>', 'anchors of an anchored schedule')
    .option('--judge-url <url>', 'base URL of an OpenAI-compatible API; OPENAI_BASE_URL if only a model is given')
    .option('--judge-model <model>', 'model that judges; without one the simulator judges, and the result says so')
    .option('--orders <orders>', 'one, or both: twice the calls, position bias halved and seen', 'one')
    .option('--in-flight <n>', 'requests under way at most', numberOption, 16)
    .option('--max-calls <n>', 'cap on requests, retries included', numberOption)
    .option('--max-cost <usd>', 'cap on cost', numberOption)
    .option('--max-output-tokens <n>', 'length of a reply at most', numberOption)
    .option('--temperature <t>', 'of the judge', numberOption)
    .option('--timeout <seconds>', 'hard limit of one request', numberOption)
    .option('--input-price <usd>', 'price of a million input tokens, if it is not known', numberOption)
    .option('--output-price <usd>', 'price of a million output tokens', numberOption)
    .option('--seed <seed>', 'decides brackets, sides and resampling', '1')
    .option('--cache <mode>', 'use, bypass or refresh', 'use')
    .option('--yes', 'start without asking')
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

async function run(installation: Installation, { options, isGiven }: GivenOptions): Promise<void> {
  const { database, scope } = installation;
  const origin = options.like === undefined ? null : await requireRun(installation, options.like);
  const repeated = origin && (await settingsOfRun(database, scope, origin));
  const settings = settingsOf(
    { options, isGiven },
    { defaultUrl: installation.env.openAiBaseUrl, base: repeated?.settings },
  );
  if (repeated && repeated.gone.length > 0) say(`Not there any more: ${repeated.gone.join(', ')}.`);
  const { plan } = await planRun(database, scope, settings);
  if (origin && repeated) say(changesText(origin.number, settingsDifference(repeated.settings, settings)));
  say(planText(settings, plan));
  sayIfNoKey(settings, installation.env);
  if (!(await confirmed(options))) return say('Not started: nothing was stored or spent.');
  const play = async (keepWorking?: KeepWorking): Promise<RunRow> => {
    const planned = await createRun(database, scope, settings, { originRunId: origin?.id ?? null });
    await startRun(database, planned, planned.planHash);
    const started = await requireRun(installation, planned.id);
    return keepWorking ? followRun(installation, started, keepWorking) : started;
  };
  const played = options.wait ? await withWorkers(installation, play) : await play();
  if (!options.wait) hintIfNobodyWorks(installation);
  await report(installation, played, options);
}

/** What a repeated run does otherwise. */
function changesText(origin: number, changes: readonly SettingDifference[]): string {
  if (changes.length === 0) return `As run #${origin}, with nothing changed.`;
  const lines = changes.map(
    ({ field, before, after }) => `  ${field}: ${JSON.stringify(before)} > ${JSON.stringify(after)}`,
  );
  return [`As run #${origin}, but`, ...lines].join('\n');
}

function sayIfNoKey({ judge }: RunSettings, env: Env): void {
  if (judge.endpoint === SIMULATOR_ENDPOINT) return;
  const judgeKey = keyOfEndpoint(judge.endpoint, env.judgeKeys);
  if (judgeKey?.key) say(`  the judge is sent the key in ${judgeKey.variable}`);
  else say(`  ${noKeyHint(judge.endpoint, judgeKey)}`);
}

async function confirmed(options: RunOptions): Promise<boolean> {
  if (options.yes) return true;
  if (!process.stdin.isTTY) {
    throw new JoustError({
      code: 'not-confirmed',
      expected: '--yes, or a terminal to ask on',
      got: 'neither',
      fix: 'Read the plan above, then run again with --yes.',
    });
  }
  return askYes('Start?');
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

/** Options, and which of them were typed: what was not typed comes from the run to repeat, if there is one. */
interface GivenOptions {
  options: RunOptions;
  isGiven: (option: string) => boolean;
}

function settingsOf(
  { options, isGiven }: GivenOptions,
  { defaultUrl, base }: { defaultUrl: string; base: RunSettings | undefined },
): RunSettings {
  const unless = <Value>(option: string, value: Value, repeated: Value): Value =>
    base === undefined || isGiven(option) ? value : repeated;
  const parsed = runSettings.safeParse({
    benchmark: unless('benchmark', options.benchmark, base?.benchmark),
    contestants: unless('contestants', names(options.contestants) ?? null, base?.contestants ?? null),
    schedule: unless('schedule', options.schedule, base?.schedule),
    anchors: unless('anchors', names(options.anchors) ?? [], isGiven('schedule') ? [] : (base?.anchors ?? [])),
    judge: judgeOf({ options, isGiven }, { defaultUrl, base: base?.judge }),
    bothOrders: unless('orders', ordersOf(options.orders), base?.bothOrders),
    seed: unless('seed', options.seed, base?.seed),
    inFlight: unless('inFlight', options.inFlight, base?.inFlight),
    maxCalls: unless('maxCalls', options.maxCalls, base?.maxCalls ?? undefined),
    maxCost: unless('maxCost', options.maxCost, base?.maxCost ?? undefined),
    cacheMode: unless('cache', options.cache, base?.cacheMode),
  });
  if (parsed.success) return parsed.data;
  throw badSetting(parsed.error.issues[0], { code: 'bad-run-settings', command: 'run', options });
}

/** Another model or address is another judge: then prices and decoding are not taken over from the run to repeat. */
function judgeOf(
  { options, isGiven }: GivenOptions,
  { defaultUrl, base }: { defaultUrl: string; base: RunSettings['judge'] | undefined },
) {
  const isOther = isGiven('judgeUrl') || isGiven('judgeModel');
  const address = base === undefined || base.endpoint === SIMULATOR_ENDPOINT ? defaultUrl : base.endpoint;
  const model = base?.endpoint === SIMULATOR_ENDPOINT ? undefined : base?.model;
  if (isGiven('judgeUrl') && (options.judgeModel ?? model) === undefined) throw noModel();
  const isSimulated = !isOther && base === undefined;
  const own = {
    endpoint: isSimulated ? SIMULATOR_ENDPOINT : (options.judgeUrl ?? address),
    model: isSimulated ? SIMULATED_MODEL : (options.judgeModel ?? model),
    temperature: options.temperature,
    maxOutputTokens: options.maxOutputTokens,
    timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
    inputPrice: options.inputPrice,
    outputPrice: options.outputPrice,
  };
  if (base === undefined || isOther) return own;
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...base, ...given, endpoint: base.endpoint, model: base.model };
}

function noModel(): JoustError {
  return new JoustError({
    code: 'no-judge-model',
    expected: '--judge-model with --judge-url',
    got: 'only --judge-url',
    fix: 'Name the model that judges.',
  });
}

function noBenchmark(): JoustError {
  return new JoustError({
    code: 'bad-usage',
    expected: 'a command line that `joust run --help` describes',
    got: "required option '--benchmark <name>' not specified",
    fix: 'See `joust run --help`.',
  });
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
