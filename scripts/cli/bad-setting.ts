import { JoustError } from '#lib/errors.ts';

/** What zod says of a setting that it does not take: only where it is. */
interface SettingIssue {
  readonly path: readonly PropertyKey[];
}

/** Options by the last part of a setting's path, and what each allows in words. */
const OPTIONS: Record<string, { option: string; flag: string; allowed: string }> = {
  benchmark: { option: 'benchmark', flag: '--benchmark', allowed: 'the name of a benchmark' },
  contestants: { option: 'contestants', flag: '--contestants', allowed: 'names, with commas between them' },
  anchors: { option: 'anchors', flag: '--anchors', allowed: 'names, with commas between them' },
  schedule: { option: 'schedule', flag: '--schedule', allowed: 'knockout, league, random, swiss or anchored' },
  endpoint: {
    option: 'judgeUrl',
    flag: '--judge-url',
    allowed: 'an http or https URL such as https://api.openai.com/v1',
  },
  model: { option: 'judgeModel', flag: '--judge-model', allowed: 'a name of 1 to 200 characters' },
  weight: { option: 'judge', flag: '--judge', allowed: 'a weight above 0, at most 1000000' },
  judges: { option: 'judge', flag: '--judge', allowed: '1 to 25 judges' },
  combination: { option: 'combine', flag: '--combine', allowed: 'separate, majority or weighted' },
  samples: { option: 'samples', flag: '--samples', allowed: 'a whole number from 1 to 25' },
  temperature: { option: 'temperature', flag: '--temperature', allowed: 'a number from 0 to 2' },
  maxOutputTokens: {
    option: 'maxOutputTokens',
    flag: '--max-output-tokens',
    allowed: 'a whole number from 16 to 100000',
  },
  timeoutMs: { option: 'timeout', flag: '--timeout', allowed: 'seconds from 0.1 to 3600, in whole milliseconds' },
  inputPrice: { option: 'inputPrice', flag: '--input-price', allowed: 'USD a million tokens, at least 0' },
  outputPrice: { option: 'outputPrice', flag: '--output-price', allowed: 'USD a million tokens, at least 0' },
  seed: { option: 'seed', flag: '--seed', allowed: 'a text of 1 to 200 characters' },
  inFlight: { option: 'inFlight', flag: '--in-flight', allowed: 'a whole number from 1 to 1000' },
  maxCalls: { option: 'maxCalls', flag: '--max-calls', allowed: 'a whole number from 1 to 2000000000' },
  maxCost: { option: 'maxCost', flag: '--max-cost', allowed: 'USD above 0, at most 1000000000' },
  trial: { option: 'trial', flag: '--trial or --probe', allowed: 'a whole number from 1 to 1000' },
  template: { option: 'template', flag: '--template', allowed: 'the id of a template' },
  categoryTemplates: { option: 'templateFor', flag: '--template-for', allowed: 'CATEGORY=ID' },
  cacheMode: { option: 'cache', flag: '--cache', allowed: 'use, bypass or refresh' },
};

/** A setting that is refused, as its option. A URL may hold a key and is not repeated. */
export function badSetting(
  issue: SettingIssue | undefined,
  given: { code: string; command: string; options: object },
): JoustError {
  const names = (issue?.path ?? []).filter((part) => typeof part === 'string');
  const known = OPTIONS[names.at(-1) ?? ''];
  const value = known && (given.options as Record<string, unknown>)[known.option];
  const isUrl = known?.option === 'judgeUrl';
  return new JoustError({
    code: given.code,
    expected: known ? `${known.flag}: ${known.allowed}` : `options that \`joust ${given.command}\` takes`,
    got: isUrl ? 'something else (not shown: it may hold a key)' : (JSON.stringify(value) ?? 'nothing'),
    fix: `Correct ${known?.flag ?? 'the options'}; see \`joust ${given.command} --help\`.`,
  });
}
