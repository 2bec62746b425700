import { DEFAULT_K_FACTOR } from './elo.ts';

/** How to rate. */
export interface RankOptions {
  /** `bt`: Bradley–Terry by maximum likelihood (default). `elo`: online Elo in the order of the games. */
  readonly method?: 'bt' | 'elo';
  /** Tied pseudo-games per contestant, `bt` only. 0 (default): none, except 1 where maximum likelihood has no finite answer. */
  readonly prior?: number;
  /** Seed of the resampling, default `joust`. `1` and `'1'` are the same. */
  readonly seed?: string | number;
  /** Resamples behind the intervals, default 1000; 0 for ratings alone. */
  readonly rounds?: number;
  /** Level of the intervals, in (0, 1), default 0.95. */
  readonly level?: number;
  /** Resample single games, as if they were independent, instead of prompts. */
  readonly rowIntervals?: boolean;
  /** Points a game of weight 1 moves at most, `elo` only, default 4. */
  readonly kFactor?: number;
  /** Whose mean rating is 1000, so that a scale stays when others join; everybody's, group by group, when left out or empty. */
  readonly center?: readonly string[];
}

/** Seed used when none is given. */
const DEFAULT_SEED = 'joust';

/** Resamples behind the intervals when no number is given. */
const DEFAULT_ROUNDS = 1000;

/**
 * Options with their defaults filled in.
 *
 * @throws RangeError naming the option that is out of range.
 */
export function rankSettings(options: RankOptions): Required<RankOptions> {
  const settings = {
    method: options.method ?? 'bt',
    prior: options.prior ?? 0,
    seed: options.seed ?? DEFAULT_SEED,
    rounds: options.rounds ?? DEFAULT_ROUNDS,
    level: options.level ?? 0.95,
    rowIntervals: options.rowIntervals ?? false,
    kFactor: options.kFactor ?? DEFAULT_K_FACTOR,
    center: options.center ?? [],
  };
  const { method, prior, rounds, level, kFactor } = settings;
  if (method !== 'bt' && method !== 'elo') throw new RangeError(`The method is bt or elo; got ${method}.`);
  if (!(prior >= 0 && Number.isFinite(prior)))
    throw new RangeError(`The prior is finite and at least 0; got ${prior}.`);
  if (prior > 0 && method === 'elo') throw new RangeError('A prior applies to the method bt only.');
  if (!Number.isInteger(rounds) || rounds < 0 || rounds === 1) {
    throw new RangeError(`Rounds are 0 or a whole number of at least 2; got ${rounds}.`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`The level lies between 0 and 1; got ${level}.`);
  if (!(kFactor > 0 && Number.isFinite(kFactor))) throw new RangeError(`K is finite and above 0; got ${kFactor}.`);
  return settings;
}
