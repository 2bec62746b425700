import { normalDeviate } from '#lib/ranking/normal-distribution.ts';

/** Standard deviation of the ratings, as among the best hundred of public arenas. */
const SPREAD = 100;
const MEAN = 1000;

/** Ratings at the quantiles (i + ½)/n of a normal distribution with mean 1000 and standard deviation 100, highest first. */
export function spreadRatings(contestants: number): number[] {
  return Array.from({ length: contestants }, (_, place) => MEAN - SPREAD * normalDeviate((place + 0.5) / contestants));
}
