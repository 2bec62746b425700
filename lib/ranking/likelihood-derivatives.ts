/** Pair points and the log-strengths at which to look at their likelihood. */
export interface LikelihoodPoint {
  /** size × size, row-major: weighted points that the row took from the column. */
  readonly points: Float64Array;
  readonly size: number;
  /** Log-strengths in natural units. */
  readonly strengths: Float64Array;
}

/**
 * Log-likelihood of Bradley–Terry: the sum over i, j of points_ij · log(1 / (1 + exp(s_j − s_i))).
 * Bradley and Terry (1952); ties enter as half a point for each side (Davidson's treatment is a different model). O(size²).
 */
export function logLikelihood({ points, size, strengths }: LikelihoodPoint): number {
  let total = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const taken = points[row * size + column]!;
      if (taken > 0) total -= taken * Math.log1p(Math.exp(strengths[column]! - strengths[row]!));
    }
  }
  return total;
}

/**
 * Writes the gradient of the log-likelihood, and the lower triangle of the information (minus its second derivatives).
 *
 * gradient_i = Σ_j points_ij − games_ij·p_ij and information_ij = −games_ij·p_ij·(1 − p_ij) for i ≠ j, where p_ij is the
 * expected score and games_ij = points_ij + points_ji; a diagonal entry is minus the sum of its row. Hunter, "MM algorithms
 * for generalized Bradley–Terry models" (2004), section 2. O(size²).
 */
export function likelihoodDerivatives(
  { points, size, strengths }: LikelihoodPoint,
  into: { gradient: Float64Array; information: Float64Array },
): void {
  const { gradient, information } = into;
  gradient.fill(0);
  for (let row = 0; row < size; row++) information[row * size + row] = 0;
  for (let row = 1; row < size; row++) {
    for (let column = 0; column < row; column++) {
      const cell = row * size + column;
      const taken = points[cell]!;
      const games = taken + points[column * size + row]!;
      if (games === 0) {
        information[cell] = 0;
        continue;
      }
      const expected = 1 / (1 + Math.exp(strengths[column]! - strengths[row]!));
      const surplus = taken - games * expected;
      const curvature = games * expected * (1 - expected);
      gradient[row]! += surplus;
      gradient[column]! -= surplus;
      information[cell] = -curvature;
      information[row * size + row]! += curvature;
      information[column * size + column]! += curvature;
    }
  }
}
