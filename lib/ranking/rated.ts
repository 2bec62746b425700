import type { RankingWarning } from './ranking-warning.ts';
import type { RatingSample } from './rating-sample.ts';

/** What a rating method hands over to `rankGames`. */
export interface Rated {
  /** By contestant index; NaN for a contestant without games. */
  readonly ratings: Float64Array;
  /** Null when no intervals are wanted or possible. */
  readonly sample: RatingSample | null;
  /** By contestant index. */
  readonly flags: readonly (readonly string[])[];
  /** How the ratings were got. */
  readonly parameters: Record<string, unknown>;
  readonly warnings: readonly RankingWarning[];
}
