import { quantile } from './quantile.ts';
import { comparableRating } from './rating-scale.ts';

/** Uncertainty of one rating, in rating points. */
export interface Interval {
  /** Standard deviation of the resampled ratings; null unless both limits are known. */
  readonly se: number | null;
  /** Null where nothing limits the rating from below. */
  readonly lower: number | null;
  /** Null where nothing limits it from above. */
  readonly upper: number | null;
}

/** Neither limit is known. */
export const NO_INTERVAL: Interval = { se: null, lower: null, upper: null };

/**
 * Percentile interval of a rating from its resampled values: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993),
 * ch. 13. A limit that does not lie beyond the rating is null: resamples that all move one way say nothing of the other.
 * O(rounds · log rounds).
 *
 * @param input `tail`: share of the values to cut off at each end, in (0, ½).
 * @throws RangeError with fewer than two values.
 */
export function percentileInterval(input: { rating: number; values: Float64Array; tail: number }): Interval {
  const { rating, values, tail } = input;
  if (values.length < 2) throw new RangeError(`An interval needs at least two resamples; got ${values.length}.`);
  const sorted = values.slice().sort();
  const low = quantile(sorted, tail);
  const high = quantile(sorted, 1 - tail);
  return twoSided({
    se: standardDeviation(values),
    lower: comparableRating(low) < comparableRating(rating) ? low : null,
    upper: comparableRating(high) > comparableRating(rating) ? high : null,
  });
}

/** An interval with a standard error only if it has both limits: a side without one has no finite spread. */
export function twoSided(interval: Interval): Interval {
  return interval.lower === null || interval.upper === null ? { ...interval, se: null } : interval;
}

/** Sample standard deviation, with n − 1 in the denominator. */
function standardDeviation(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}
