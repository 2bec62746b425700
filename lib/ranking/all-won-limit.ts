import { BASE, SCALE } from './rating-scale.ts';

/**
 * Distance, in rating points, between the rating of a contestant that won everything and the lowest one its games leave open,
 * with the others held at their ratings; by symmetry the same for one that lost everything.
 *
 * Resampling cannot tell: every resample is won too. But a contestant that takes all points of a cluster with probability p does so
 * in all n clusters with probability pⁿ, so p below tail^(1/n) is ruled out: the exact limit of Clopper and Pearson (1934) for
 * n of n, the "rule of three" of Hanley and Lippman-Hand, "If nothing goes wrong, is everything all right?" (1983). As the mean
 * score is at least p, ratings whose expected mean score is below that are ruled out as well. O(opponents).
 *
 * @param record `advantages`: rating of the contestant above each opponent, in points, negated for one that lost everything;
 * `weights`: summed weight of their games; `clusters`: n, at least 1; `tail`: probability of a false limit, in (0, ½).
 * @returns points of at least 0.
 */
export function allWonSlack(record: {
  advantages: readonly number[];
  weights: readonly number[];
  clusters: number;
  tail: number;
}): number {
  const { advantages, weights, clusters, tail } = record;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const needed = tail ** (1 / clusters) * total;
  const expectedAt = (slack: number) =>
    advantages.reduce((sum, advantage, opponent) => {
      return sum + weights[opponent]! / (1 + BASE ** ((slack - advantage) / SCALE));
    }, 0);
  if (expectedAt(0) <= needed) return 0;
  let low = 0;
  let high = SCALE;
  while (expectedAt(high) > needed) high *= 2;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (expectedAt(middle) > needed) low = middle;
    else high = middle;
  }
  return high;
}
