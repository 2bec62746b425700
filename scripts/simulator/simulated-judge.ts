import { JoustError } from '#lib/errors.ts';
import { decideByQuality } from './decide-by-quality.ts';
import { decideFixed } from './decide-fixed.ts';
import type { Decision } from './decision.ts';
import { readKnownResponses } from './known-response.ts';
import { RecordedVerdicts } from './recorded-verdicts.ts';
import { ResponseFinder } from './shown-responses.ts';
import type { SimulatorOptions } from './simulator-options.ts';

/** Decides about the text of a request; null when replaying and nothing was recorded for it. */
export type SimulatedJudge = (text: string) => Decision | null;

/** The judge the options ask for: a fixed one, a replay, or one that goes by quality. Files are read here, once. */
export function simulatedJudge(options: SimulatorOptions): SimulatedJudge {
  const seed = options.seed ?? '';
  const always = options.always ?? (options.zeroCost ? 'hash' : undefined);
  if (always) return (text) => decideFixed(always, { body: text, seed });
  if (options.replay !== undefined) {
    const recorded = RecordedVerdicts.read(options.replay);
    return (text) => recorded.decide(text);
  }
  const finder = new ResponseFinder(knownResponses(options));
  const judge = { finder, seed, firstBias: checkedBias(options.firstBias ?? 0) };
  return (text) => decideByQuality(text, judge);
}

function knownResponses({ qualities, responses }: SimulatorOptions) {
  if (qualities !== undefined && responses !== undefined) return readKnownResponses({ qualities, responses });
  if (qualities === undefined && responses === undefined) return [];
  throw new JoustError({
    code: 'simulator-options',
    expected: 'both a file of qualities and a folder of responses, or neither',
    got: qualities === undefined ? 'only responses' : 'only qualities',
    fix: 'Give both --qualities FILE and --responses FOLDER.',
  });
}

function checkedBias(bias: number): number {
  if (Math.abs(bias) < 0.5) return bias;
  throw new JoustError({
    code: 'simulator-options',
    expected: 'a first-position bias between -0.5 and 0.5, both excluded',
    got: String(bias),
    fix: 'For example --first-bias 0.05',
  });
}
