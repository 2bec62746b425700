import { type ContestantVerdict, isUsable, type JudgementVerdict, type Side } from './verdict.ts';

/** What the judgements of a match say together. Only `a`, `b` and `tie` are verdicts. */
export type MatchResult = ContestantVerdict | 'inconsistent' | 'unusable';

/**
 * The result of a match from all its judgements: one, or one for each order in which the answers were shown.
 *
 * 1. Any unusable judgement makes the match `unusable`. Half a comparison is not a smaller one: it carries the whole
 *    position bias that the other order was bought to cancel.
 * 2. Usable judgements that all say the same are the result.
 * 3. Usable judgements that differ in any way, a tie against a win too, are `inconsistent`.
 *
 * The share of inconsistent matches among those that are not unusable is a judge's inconsistency as published. Ratings
 * do not read this result but the single judgements, each order with weight one half.
 * @throws RangeError without judgements: such a match is not finished
 */
export function resolveMatch(judgements: readonly JudgementVerdict[]): MatchResult {
  const [first, ...others] = judgements;
  if (first === undefined) throw new RangeError('Expected at least one judgement of the match, got none.');
  if (!judgements.every(isUsable)) return 'unusable';
  return others.every((other) => other === first) ? (first as ContestantVerdict) : 'inconsistent';
}

/** Who goes on in a bracket, and on what ground. It is not a verdict and never becomes one in ratings. */
export interface Advancement {
  readonly side: Side;
  readonly by: 'verdict' | 'tie' | 'unusable';
}

/**
 * Who goes on after a match: its winner, else the side that the seed prefers. Judges that contradict themselves between
 * orders see no difference they can hold to, so `inconsistent` goes on like a tie.
 *
 * Only for matches that will get no better result. Matches that wait for a provider hold their bracket and are not asked.
 */
export function advancement(options: { result: MatchResult; seedSide: Side }): Advancement {
  const { result, seedSide } = options;
  if (result === 'a' || result === 'b') return { side: result, by: 'verdict' };
  return { side: seedSide, by: result === 'unusable' ? 'unusable' : 'tie' };
}
