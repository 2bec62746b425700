/** Rating points that make odds ten times larger: the chess convention, Elo, "The Rating of Chessplayers" (1978), ch. 8. */
export const SCALE = 400;

/** Odds ratio that one `SCALE` of rating stands for. */
export const BASE = 10;

/** Mean rating of every group. Only differences carry information; this fixes the free constant. */
export const CENTER = 1000;

/** Rating points in one unit of log-strength (natural logarithm of the odds): 400 / ln 10, about 173.7. */
const POINTS_PER_LOG_STRENGTH = SCALE / Math.log(BASE);

/** Log-strength (natural units, mean 0 within a group) as a rating (400·log10 scale, mean 1000). */
export function ratingOf(logStrength: number): number {
  return CENTER + POINTS_PER_LOG_STRENGTH * logStrength;
}

/** Rating points as whole millionths: what differs less is a tie, in any order of the games. */
export function comparableRating(rating: number): number {
  return Math.round(rating * 1e6);
}
