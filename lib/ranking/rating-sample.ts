/** Ratings of many resamples: the bootstrap distribution. */
export interface RatingSample {
  readonly rounds: number;
  readonly size: number;
  /** Rating of a contestant in a round, at `contestant · rounds + round`; NaN where the round does not place it. */
  readonly ratings: Float64Array;
  /** By contestant: in how many rounds it had no upper limit, and no lower one; both where a round does not place it. */
  readonly openAbove: Int32Array;
  readonly openBelow: Int32Array;
  /**
   * At `left · size + right`, rounds that do not place both but in which the left one took points from the right one along some
   * chain and the right one none from the left one: it is above, wherever both may stand.
   */
  readonly chained: Int32Array;
  /** Rounds in which the weak prior was needed although the games as a whole did not need it. */
  readonly priorRounds: number;
}

/** A sample to be filled: nobody is placed in any round, and no side is open. */
export function emptySample(size: number, rounds: number): RatingSample {
  return {
    rounds,
    size,
    ratings: new Float64Array(size * rounds).fill(Number.NaN),
    openAbove: new Int32Array(size),
    openBelow: new Int32Array(size),
    chained: new Int32Array(size * size),
    priorRounds: 0,
  };
}

/** All ratings of one contestant, in the order of the rounds. */
export function ratingsOf(sample: RatingSample, contestant: number): Float64Array {
  return sample.ratings.subarray(contestant * sample.rounds, (contestant + 1) * sample.rounds);
}
