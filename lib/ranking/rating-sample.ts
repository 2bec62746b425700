/** Ratings of many resamples: the bootstrap distribution. */
export interface RatingSample {
  readonly rounds: number;
  readonly size: number;
  /** Rating of a contestant in a round, at `contestant · rounds + round`; NaN for one without games. */
  readonly ratings: Float64Array;
  /** Rounds in which the weak prior was needed although the games as a whole did not need it. */
  readonly priorRounds: number;
}

/** All ratings of one contestant, in the order of the rounds. */
export function ratingsOf(sample: RatingSample, contestant: number): Float64Array {
  return sample.ratings.subarray(contestant * sample.rounds, (contestant + 1) * sample.rounds);
}
