import { allWonSlack } from './all-won-limit.ts';
import type { Evidence } from './evidence.ts';
import { type Interval, NO_INTERVAL, percentileInterval, twoSided } from './interval.ts';
import { intervalTail } from './interval-tail.ts';
import type { PairCounts } from './pair-counts.ts';
import { type RatingSample, ratingsOf } from './rating-sample.ts';
import { takesFrom } from './win-graph.ts';

/** What is said of a contestant whose interval lacks a limit. */
export const MISSING_LIMIT = {
  fewPrompts: 'too few prompts for an interval',
  fewGames: 'too few games for an interval',
  unplaced: 'not placed among the others in too many resamples',
  noSpread: 'resamples do not differ',
  noUpper: 'no upper limit',
  noLower: 'no lower limit',
} as const;

export type MissingLimit = (typeof MISSING_LIMIT)[keyof typeof MISSING_LIMIT];

/** An interval, and the reason if it lacks a limit. */
export interface RatingLimits {
  readonly interval: Interval;
  readonly missing: MissingLimit | null;
}

/** All that limits ratings. */
export interface LimitInput {
  /** By contestant index. */
  readonly ratings: Float64Array;
  readonly sample: RatingSample;
  readonly evidence: Evidence;
  readonly counts: PairCounts;
  readonly level: number;
}

/**
 * Interval of one contestant, and what it lacks. A side is open if more of the rounds than lie beyond the interval's tail set no limit there:
 * with an infinite rating in those rounds, that is what the percentile would be. One that won everything has its lower limit from
 * `allWonSlack`, as its resamples cannot differ. O(rounds · log rounds).
 */
export function ratingLimits(input: LimitInput, contestant: number): RatingLimits {
  const { evidence, sample, level } = input;
  if (evidence.clusterCounts[contestant]! < evidence.minimum) {
    const missing = evidence.clusters.unit === 'prompt' ? MISSING_LIMIT.fewPrompts : MISSING_LIMIT.fewGames;
    return { interval: NO_INTERVAL, missing };
  }
  const allowed = intervalTail({ level, clusters: evidence.clusterCounts[contestant]! }) * sample.rounds;
  const isOpenAbove = evidence.openAbove[contestant] === 1 || sample.openAbove[contestant]! > allowed;
  const isOpenBelow = evidence.openBelow[contestant] === 1 || sample.openBelow[contestant]! > allowed;
  const values = ratingsOf(sample, contestant).filter((value) => !Number.isNaN(value));
  if ((isOpenAbove && isOpenBelow) || values.length < 2) {
    return { interval: NO_INTERVAL, missing: MISSING_LIMIT.unplaced };
  }
  const closed = closedSides(input, contestant, values);
  const interval = twoSided({
    se: closed.se,
    lower: isOpenBelow ? null : closed.lower,
    upper: isOpenAbove ? null : closed.upper,
  });
  return { interval, missing: missingOf(interval, isOpenAbove || isOpenBelow) };
}

function missingOf({ lower, upper }: Interval, hasOpenSide: boolean): MissingLimit | null {
  if (lower === null && upper === null) return hasOpenSide ? MISSING_LIMIT.unplaced : MISSING_LIMIT.noSpread;
  if (upper === null) return MISSING_LIMIT.noUpper;
  return lower === null ? MISSING_LIMIT.noLower : null;
}

/** The limits as if both sides were closed. */
function closedSides(input: LimitInput, contestant: number, values: Float64Array): Interval {
  const { ratings, evidence, level } = input;
  const rating = ratings[contestant]!;
  const tail = intervalTail({ level, clusters: evidence.clusterCounts[contestant]! });
  const percentile = percentileInterval({ rating, values, tail });
  if (evidence.openAbove[contestant] === 1) {
    const slack = oneWaySlack(input, contestant, 1);
    return { ...percentile, lower: slack > 0 ? Math.min(rating - slack, percentile.lower ?? rating) : null };
  }
  if (evidence.openBelow[contestant] === 1) {
    const slack = oneWaySlack(input, contestant, -1);
    return { ...percentile, upper: slack > 0 ? Math.max(rating + slack, percentile.upper ?? rating) : null };
  }
  return percentile;
}

/**
 * Slack of a contestant that won (sign 1) or lost (−1) everything; 0, that is no limit, for a member of a larger block. Where it is
 * part of its own reference the mean moves with it, and it moves the less.
 */
function oneWaySlack({ ratings, counts, evidence, level }: LimitInput, contestant: number, sign: 1 | -1): number {
  const opponents = Array.from({ length: counts.size }, (_, other) => other).filter((other) => {
    return takesFrom(counts, contestant, other) || takesFrom(counts, other, contestant);
  });
  const isOneWay = opponents.every((other) => {
    return sign === 1 ? !takesFrom(counts, other, contestant) : !takesFrom(counts, contestant, other);
  });
  if (!isOneWay) return 0;
  const { points, size } = counts;
  const slack = allWonSlack({
    advantages: opponents.map((other) => sign * (ratings[contestant]! - ratings[other]!)),
    weights: opponents.map((other) => points[contestant * size + other]! + points[other * size + contestant]!),
    clusters: evidence.clusterCounts[contestant]!,
    tail: (1 - level) / 2,
  });
  const own = evidence.referenceSize[contestant]!;
  return own === 0 ? slack : slack * (1 - 1 / own);
}
