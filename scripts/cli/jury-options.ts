import type { Command } from 'commander';
import { JoustError } from '#lib/errors.ts';
import { parseJudgeText } from '#lib/pipeline/judge-text.ts';
import { SIMULATED_MODEL, SIMULATOR_ENDPOINT } from '#lib/pipeline/run-settings.ts';
import { readJuryFile } from './jury-file.ts';
import { numberOption } from './number-option.ts';

/** Options that say who judges. */
export interface JuryOptions {
  judge?: string[];
  jury?: string;
  judgeUrl?: string;
  judgeModel?: string;
  maxOutputTokens?: number;
  temperature?: number;
  timeout?: number;
  inputPrice?: number;
  outputPrice?: number;
}

/** Adds the options that say who judges. */
export function withJuryOptions(command: Command): Command {
  return command
    .option('--judge <model[@url][*weight]>', 'a judge; several times for a jury, with weights if they differ', gather)
    .option('--jury <file>', 'judges from a YAML or JSON file: a list of {model, endpoint, weight, family …}')
    .option('--judge-url <url>', 'base URL of an OpenAI-compatible API; OPENAI_BASE_URL if only a model is given')
    .option('--judge-model <model>', 'model that judges; without one the simulator judges, and the result says so')
    .option('--max-output-tokens <n>', 'length of a reply at most', numberOption)
    .option('--temperature <t>', 'of the judge', numberOption)
    .option('--timeout <seconds>', 'hard limit of one request', numberOption)
    .option('--input-price <usd>', 'price of a million input tokens, if it is not known', numberOption)
    .option('--output-price <usd>', 'price of a million output tokens', numberOption);
}

function gather(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/**
 * The judges that options name, as settings to be checked; null when they name none. What is said of decoding, time and price
 * holds for each, except where a jury file says otherwise.
 * @throws JoustError for options that contradict each other or cannot be read
 */
export function judgesOf(options: JuryOptions, defaultUrl: string): object[] | null {
  refuseTwoWays(options);
  const shared = {
    temperature: options.temperature,
    maxOutputTokens: options.maxOutputTokens,
    timeoutMs: options.timeout === undefined ? undefined : options.timeout * 1000,
    inputPrice: options.inputPrice,
    outputPrice: options.outputPrice,
  };
  if (options.jury !== undefined)
    return readJuryFile(options.jury, defaultUrl).map((judge) => ({ ...shared, ...judge }));
  if (options.judge !== undefined) return options.judge.map((text) => ({ ...shared, ...typedJudge(text, defaultUrl) }));
  if (options.judgeModel === undefined) return null;
  return [{ ...shared, endpoint: options.judgeUrl ?? defaultUrl, model: options.judgeModel }];
}

/** Who judges when nobody is named. */
export const SIMULATED_JURY = [{ endpoint: SIMULATOR_ENDPOINT, model: SIMULATED_MODEL }];

function typedJudge(text: string, defaultUrl: string): object {
  const judge = parseJudgeText(text);
  if (judge) return { endpoint: defaultUrl, ...judge };
  throw new JoustError({
    code: 'bad-judge',
    expected: '--judge MODEL, MODEL@URL or MODEL@URL*WEIGHT',
    got: JSON.stringify(text),
    fix: 'For example: --judge gpt-5-mini*2 --judge qwen@http://localhost:8000/v1',
  });
}

function refuseTwoWays({ judge, jury, judgeUrl, judgeModel }: JuryOptions): void {
  if (judgeUrl !== undefined && judgeModel === undefined && judge === undefined && jury === undefined) {
    throw new JoustError({
      code: 'no-judge-model',
      expected: '--judge-model with --judge-url',
      got: 'only --judge-url',
      fix: 'Name the model that judges.',
    });
  }
  const single = judgeUrl === undefined && judgeModel === undefined ? null : '--judge-model or --judge-url';
  const ways = [judge && '--judge', jury && '--jury', single].filter((way) => typeof way === 'string');
  if (ways.length < 2) return;
  throw new JoustError({
    code: 'two-juries',
    expected: 'judges named in one way',
    got: ways.join(' and '),
    fix: 'Use --judge once for each judge, or --jury with a file.',
  });
}
