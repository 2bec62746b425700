import { type Clusters, drawClusters } from './clusters.ts';
import { eloRatings } from './elo.ts';
import type { GameTable } from './game-table.ts';
import type { RatingSample } from './rating-sample.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Elo ratings of `rounds` resamples of the clusters. The order of the games is kept: a game whose cluster was drawn k times is
 * played k times in a row. O(rounds · games).
 */
export function bootstrapElo(task: {
  table: GameTable;
  clusters: Clusters;
  rounds: number;
  seed: string | number;
  kFactor: number;
}): RatingSample {
  const { table, clusters, rounds, seed, kFactor } = task;
  const size = table.contestants.length;
  const random = seededRandom(seed);
  const multiplicity = new Float64Array(clusters.count);
  const ratings = new Float64Array(size * rounds);
  for (let round = 0; round < rounds; round++) {
    drawClusters({ count: clusters.count, random, into: multiplicity, stride: 1, offset: 0 });
    const resampled = eloRatings(table, { kFactor, repeats: (game) => multiplicity[clusters.of[game]!]! });
    for (let contestant = 0; contestant < size; contestant++) {
      ratings[contestant * rounds + round] = resampled[contestant]!;
    }
  }
  return { rounds, size, ratings, priorRounds: 0 };
}
