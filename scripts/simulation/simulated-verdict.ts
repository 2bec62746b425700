import { SCALE } from '#lib/ranking/rating-scale.ts';
import type { RandomInteger } from '#lib/ranking/seeded-random.ts';

/** How a simulated judge errs. */
export interface SimulatedJudge {
  /** Share of verdicts that report the outcome as it fell, in [0.5, 1]; the others report the opposite. */
  readonly accuracy: number;
  /** Rating points added to the answer shown first, before the outcome falls. */
  readonly firstAdvantage: number;
}

const UNIFORM = 2 ** 32;

/**
 * Whether a judge says that the first of two answers is better: the outcome is drawn with the win probability of the two
 * ratings, 1 / (1 + 10^(−gap/400)), and then reported as its opposite with probability 1 − accuracy. This is what the simulations of
 * Varco Arena did (arXiv 2411.01281, figure 2), though its equation 3 is printed otherwise.
 */
export function firstIsPreferred(
  ratings: { first: number; second: number },
  judge: SimulatedJudge,
  random: RandomInteger,
): boolean {
  const gap = ratings.first + judge.firstAdvantage - ratings.second;
  const expected = 1 / (1 + 10 ** (-gap / SCALE));
  const outcome = random(UNIFORM) / UNIFORM < expected;
  const isReported = random(UNIFORM) / UNIFORM < judge.accuracy;
  return outcome === isReported;
}
