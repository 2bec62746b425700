import { type RatingSample, ratingsOf } from './rating-sample.ts';

/** Ranks that the games leave open for one contestant; 1 is best. */
export interface RankRange {
  readonly rank: number;
  /** Best rank: 1 + the number of contestants that are surely better. */
  readonly rankLower: number | null;
  /** Worst rank: the number of contestants minus those that are surely worse. */
  readonly rankUpper: number | null;
}

/**
 * Rating points as whole millionths: what differs less is a tie, in any order of the games.
 */
export function comparableRating(rating: number): number {
  return Math.round(rating * 1e6);
}

/**
 * Rank of each contestant, 1 + the number rated above it, and the range that resampling leaves open. One contestant is surely
 * better than another when it is rated higher in at least 1 − (1 − level)/2 of the rounds, that is when the interval of their
 * *difference* lies above 0; overlap of two intervals is a weaker test because it ignores what the two share.
 * Compare Goldstein and Spiegelhalter, "League tables and their limitations" (1996). O(contestants² · rounds).
 *
 * @param sample null when there are no resamples: the ranges are null.
 */
export function rankRanges(input: {
  ratings: ArrayLike<number>;
  sample: RatingSample | null;
  level: number;
}): RankRange[] {
  const { sample, level } = input;
  const ratings = Array.from(input.ratings, comparableRating);
  const ranks = ratings.map((own) => 1 + ratings.filter((other) => other > own).length);
  if (sample === null) return ranks.map((rank) => ({ rank, rankLower: null, rankUpper: null }));
  const { above, below } = sureComparisons(sample, level);
  return ranks.map((rank, contestant) => ({
    rank,
    rankLower: Math.min(rank, 1 + above[contestant]!),
    rankUpper: Math.max(rank, ranks.length - below[contestant]!),
  }));
}

/** For each contestant, how many are surely above and surely below it. */
function sureComparisons(sample: RatingSample, level: number): { above: Int32Array; below: Int32Array } {
  const { size, rounds } = sample;
  const above = new Int32Array(size);
  const below = new Int32Array(size);
  const needed = (1 - (1 - level) / 2) * rounds;
  for (let left = 0; left < size; left++) {
    for (let right = left + 1; right < size; right++) {
      const { higher, lower } = roundsWon(ratingsOf(sample, left), ratingsOf(sample, right));
      if (higher >= needed) {
        below[left]!++;
        above[right]!++;
      } else if (lower >= needed) {
        above[left]!++;
        below[right]!++;
      }
    }
  }
  return { above, below };
}

function roundsWon(left: Float64Array, right: Float64Array): { higher: number; lower: number } {
  let higher = 0;
  let lower = 0;
  for (let round = 0; round < left.length; round++) {
    higher += Number(left[round]! > right[round]!);
    lower += Number(left[round]! < right[round]!);
  }
  return { higher, lower };
}
