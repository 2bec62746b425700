import { JoustError } from '#lib/errors.ts';
import { type RunSettings, runSettings } from '#lib/pipeline/run-settings.ts';
import { badSetting } from './bad-setting.ts';
import { type JuryOptions, judgesOf, SIMULATED_JURY } from './jury-options.ts';

/** Options of `joust run` as typed. */
export interface RunOptions extends JuryOptions {
  benchmark?: string;
  like?: string;
  contestants?: string;
  schedule: string;
  anchors?: string;
  rounds?: number;
  combine: string;
  excludeFamily?: boolean;
  samples: number;
  orders: string;
  inFlight: number;
  maxCalls?: number;
  maxCost?: number;
  seed: string;
  cache: string;
  template: string;
  templateFor?: Record<string, string>;
  trial?: number;
  probe?: number;
  yes?: boolean;
  wait?: boolean;
  json?: boolean;
}

/** Options, and which of them were typed: what was not typed comes from the run to repeat, if there is one. */
export interface GivenOptions {
  options: RunOptions;
  isGiven: (option: string) => boolean;
}

/**
 * The settings that a command line asks for. `base`: those of the run to repeat.
 * @throws JoustError `bad-run-settings`, or as `judgesOf`
 */
export function runSettingsOf(
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
    rounds: unless('rounds', options.rounds, isGiven('schedule') ? undefined : (base?.rounds ?? undefined)),
    judges: judgesOf(options, defaultUrl) ?? (base ? repeatedJudges(options, base) : SIMULATED_JURY),
    combination: unless('combine', options.combine, base?.combination),
    excludeFamily: unless('excludeFamily', options.excludeFamily === true, base?.excludeFamily),
    samples: unless('samples', options.samples, base?.samples),
    bothOrders: unless('orders', ordersOf(options.orders), base?.bothOrders),
    seed: unless('seed', options.seed, base?.seed),
    inFlight: unless('inFlight', options.inFlight, base?.inFlight),
    maxCalls: unless('maxCalls', options.maxCalls, base?.maxCalls ?? undefined),
    maxCost: unless('maxCost', options.maxCost, base?.maxCost ?? undefined),
    cacheMode: unless('cache', options.cache, base?.cacheMode),
    template: unless('template', options.template, base?.template),
    categoryTemplates: unless('templateFor', options.templateFor, base?.categoryTemplates),
    trial: options.probe ?? options.trial ?? null,
  });
  if (parsed.success) return parsed.data;
  const given = { ...options, trial: options.probe ?? options.trial };
  throw badSetting(parsed.error.issues[0], { code: 'bad-run-settings', command: 'run', options: given });
}

/** The judges of the run to repeat, with what is said of decoding, time and price changed for each. */
function repeatedJudges(options: RunOptions, { judges }: RunSettings): object[] {
  const changes = {
    temperature: options.temperature,
    maxOutputTokens: options.maxOutputTokens,
    timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
    inputPrice: options.inputPrice,
    outputPrice: options.outputPrice,
  };
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return judges.map((judge) => ({ ...judge, ...given }));
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
