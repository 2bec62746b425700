import { quantile } from './quantile.ts';

/** Uncertainty of one rating, in rating points. */
export interface Interval {
  /** Standard deviation of the resampled ratings. */
  readonly se: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Percentile interval of a rating from its resampled values: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993),
 * ch. 13. It is widened to hold the rating itself where resampling moved all values to one side. O(rounds · log rounds).
 *
 * @param level share of the values between the ends, in (0, 1).
 * @throws RangeError with fewer than two values.
 */
export function percentileInterval(input: { rating: number; values: Float64Array; level: number }): Interval {
  const { rating, values, level } = input;
  if (values.length < 2) throw new RangeError(`An interval needs at least two resamples; got ${values.length}.`);
  const sorted = values.slice().sort();
  const tail = (1 - level) / 2;
  return {
    se: standardDeviation(values),
    lower: Math.min(rating, quantile(sorted, tail)),
    upper: Math.max(rating, quantile(sorted, 1 - tail)),
  };
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
