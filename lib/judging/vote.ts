import { type ContestantVerdict, isUsable, type JudgementVerdict } from './verdict.ts';

/** One voice in a vote. */
export interface Ballot {
  readonly verdict: JudgementVerdict;
  /** Above 0. */
  readonly weight: number;
}

/** Weights are sums of the user's decimals: what differs by less is equal. */
const EQUAL_SHARE = 1e-9;

/**
 * What ballots say together; null without a quorum.
 *
 * 1. Unusable ballots do not vote. The usable ones must hold more than half of `electorate`, the weight of all who were
 *    asked: what is left of a jury must not decide for it when most of it is missing.
 * 2. The verdict with the most weight is the result, a tie being a verdict like the others.
 * 3. Where two verdicts have the most weight, nobody won: a tie.
 */
export function vote(ballots: readonly Ballot[], electorate: number): ContestantVerdict | null {
  const weight = { a: 0, b: 0, tie: 0 };
  for (const ballot of ballots) if (isUsable(ballot.verdict)) weight[ballot.verdict] += ballot.weight;
  const margin = EQUAL_SHARE * electorate;
  if ((weight.a + weight.b + weight.tie) * 2 - electorate <= margin) return null;
  if (weight.a - Math.max(weight.b, weight.tie) > margin) return 'a';
  if (weight.b - Math.max(weight.a, weight.tie) > margin) return 'b';
  return 'tie';
}
