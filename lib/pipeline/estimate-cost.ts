import type { CostEstimate, TokenRange } from '#lib/db/run-row.ts';
import { billedTokens } from '#lib/llm/fit-input.ts';
import { predictSum } from '#lib/llm/predict-sum.ts';
import type { Price } from '#lib/llm/prices.ts';
import type { TextSize } from '#lib/llm/text-size.ts';
import type { JudgeHabits } from './judge-habits.ts';

/** Reply lengths of one call in tokens: a bare verdict, a usual reason, a talkative judge. */
const REPLY_TOKENS = { low: 15, usual: 60, high: 400 };
/** Models that think before they answer are billed for it, up to the limit of the request. */
const THINKING = /(^|[/-])(o\d|r\d|gpt-5|qwq|gpt-oss|magistral)|think|reason/i;
/** What a calibrated count of the input may be off. */
const COUNTED = 0.02;
/** Encodings of others than OpenAI differ from OpenAI's by as much as this on English. */
const OTHER_ENCODING = { low: 0.75, high: 1.4 };
/** Another benchmark's prompts make a judge write less or more. */
const OTHER_RUN = 1.25;
/** 97.5 % of Student's t for as few replies as a trial has. */
const DEVIATES = 2.2;

/** What calls will cost: tokens with a range, and US dollars where the price is known. */
export function estimateCost(options: {
  /** What all requests are long together, and how many there are. */
  input: { size: TextSize; calls: number };
  judge: { model: string; maxOutputTokens: number };
  /** Whether tokens were counted in the judge's own encoding. */
  isExact: boolean;
  habits: JudgeHabits | null;
  price: Price | null;
}): CostEstimate {
  const tokens = { input: inputOf(options), output: outputOf(options) };
  return { tokens, cost: costOf(tokens, options.price), basis: basisOf(options) };
}

/** What several judges cost together: no surer than the least known of them. */
export function addEstimates(estimates: readonly CostEstimate[]): CostEstimate {
  const sum = (pick: (estimate: CostEstimate) => TokenRange): TokenRange => ({
    expected: total(estimates.map((one) => pick(one).expected)),
    low: total(estimates.map((one) => pick(one).low)),
    high: total(estimates.map((one) => pick(one).high)),
  });
  const costs = estimates.map(({ cost }) => cost).filter((cost) => cost !== null);
  return {
    tokens: { input: sum(({ tokens }) => tokens.input), output: sum(({ tokens }) => tokens.output) },
    cost:
      costs.length < estimates.length
        ? null
        : { low: total(costs.map(({ low }) => low)), high: total(costs.map(({ high }) => high)) },
    basis: {
      kind: SURENESS.find((kind) => estimates.some(({ basis }) => basis.kind === kind)) ?? 'assumed',
      replies: total(estimates.map(({ basis }) => basis.replies)),
    },
  };
}

const SURENESS = ['assumed', 'counted', 'earlier', 'run'] as const satisfies readonly CostEstimate['basis']['kind'][];

type Options = Parameters<typeof estimateCost>[0];

function inputOf({ input, isExact, habits }: Options): TokenRange {
  const { size, calls } = input;
  if (habits === null) {
    if (isExact) return rounded(size.tokens, size.tokens * (1 - COUNTED), size.tokens * (1 + COUNTED));
    // Some servers count characters, and some encodings take a token for every few bytes of other scripts.
    const low = Math.min(size.tokens * OTHER_ENCODING.low, size.characters / 5);
    return rounded(size.tokens, low, Math.max(size.tokens * OTHER_ENCODING.high, size.bytes / 3));
  }
  const expected = billedTokens(habits.input, { size, requests: calls }) * habits.repetition;
  const { deviation, requests } = habits.input;
  const spread = DEVIATES * deviation * Math.sqrt(calls + calls ** 2 / requests) + COUNTED * expected;
  return rounded(expected, Math.max(0, expected - spread), expected + spread);
}

function outputOf({ input: { calls }, judge, habits }: Options): TokenRange {
  const most = calls * judge.maxOutputTokens;
  if (habits === null) {
    const high = THINKING.test(judge.model) ? judge.maxOutputTokens : REPLY_TOKENS.high;
    const usual = Math.min(REPLY_TOKENS.usual, judge.maxOutputTokens);
    return rounded(calls * usual, calls * Math.min(REPLY_TOKENS.low, usual), Math.min(most, calls * high));
  }
  const { expected, low, high } = predictSum(habits.outputs, calls);
  const beyond = habits.from === 'run' ? 1 : OTHER_RUN;
  return rounded(expected, low / beyond, Math.max(expected, Math.min(most, high * beyond)));
}

function costOf({ input, output }: CostEstimate['tokens'], price: Price | null): CostEstimate['cost'] {
  if (price === null) return null;
  const usd = (end: 'low' | 'high') =>
    (input[end] * price.inputPerMillion + output[end] * price.outputPerMillion) / 1e6;
  return { low: usd('low'), high: usd('high') };
}

function basisOf({ habits, isExact }: Options): CostEstimate['basis'] {
  if (habits === null) return { kind: isExact ? 'counted' : 'assumed', replies: 0 };
  return { kind: habits.from, replies: habits.outputs.length };
}

function rounded(expected: number, low: number, high: number): TokenRange {
  return { expected: Math.round(expected), low: Math.floor(low), high: Math.ceil(high) };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
