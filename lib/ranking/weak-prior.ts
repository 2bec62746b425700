/** Pseudo-games of the weak prior where maximum likelihood has no finite answer and no other number was asked for. */
export const DEFAULT_PRIOR = 1;

/** What a prior of 1 means, in words for people. */
export const PRIOR_UNIT =
  'tied pseudo-games per contestant, weight 1 each, spread evenly over the other contestants of its group';

/**
 * Adds a weak prior to pair points, in place: each contestant gets `prior` pseudo-games, half won and half lost, spread evenly
 * over the others. The maximum of the sum is the most probable strengths (MAP) under that prior, and always exists.
 *
 * Tied pseudo-games keep the likelihood's form, pull every gap towards 0 and no contestant up or down by name; the idea is that
 * of Coulom's BayesElo ("virtual draws"), and for two contestants the pull is that of Laplace's rule. O(size²).
 *
 * @param prior pseudo-games per contestant, in units of games of weight 1; above 0.
 */
export function addPseudoGames(counts: { points: Float64Array; size: number }, prior: number): void {
  const { points, size } = counts;
  const share = prior / (2 * (size - 1));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) if (row !== column) points[row * size + column]! += share;
  }
}
