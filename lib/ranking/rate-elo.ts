import { bootstrapElo } from './bootstrap-elo.ts';
import type { Clusters } from './clusters.ts';
import { eloRatings, INITIAL_RATING } from './elo.ts';
import type { GameTable } from './game-table.ts';
import type { RankOptions } from './rank-options.ts';
import type { Rated } from './rated.ts';

/** Rates by online Elo in the order of the table, with resamples of the clusters if there are any. */
export function rateElo(task: { table: GameTable; clusters: Clusters | null; settings: Required<RankOptions> }): Rated {
  const { table, clusters, settings } = task;
  const { rounds, seed, kFactor } = settings;
  return {
    ratings: eloRatings(table, { kFactor }),
    sample: clusters === null ? null : bootstrapElo({ table, clusters, rounds, seed, kFactor }),
    flags: table.contestants.map(() => []),
    parameters: { kFactor, initial: INITIAL_RATING, order: 'as given' },
    warnings: [],
  };
}
