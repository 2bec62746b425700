import { BASE, SCALE } from './rating-scale.ts';

/**
 * Expected score of A against B, in [0, 1], a tie counting one half: 1 / (1 + 10^((ratingB − ratingA) / 400)).
 * Bradley and Terry, "Rank analysis of incomplete block designs" (1952), on the scale of the ratings.
 *
 * Meaningful only for two contestants of one group. `pairProbability(1190.8, 1000)` is 0.75.
 *
 * @throws RangeError when a rating is not finite.
 */
export function pairProbability(ratingA: number, ratingB: number): number {
  if (!Number.isFinite(ratingA) || !Number.isFinite(ratingB)) {
    throw new RangeError(`Ratings must be finite numbers; got ${ratingA} and ${ratingB}.`);
  }
  return 1 / (1 + BASE ** ((ratingB - ratingA) / SCALE));
}
