import { type Clusters, drawClusters } from './clusters.ts';
import { eloRatings } from './elo.ts';
import type { GameTable } from './game-table.ts';
import { emptySample, type RatingSample } from './rating-sample.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Elo ratings of `rounds` resamples of the clusters. The order of the games is kept: a game whose cluster was drawn k times is
 * played k times in a row. A round without a contestant does not place it. O(rounds · games).
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
  const sample = emptySample(size, rounds);
  const isPresent = new Uint8Array(size);
  const repeats = (game: number) => {
    const times = multiplicity[clusters.of[game]!]!;
    if (times > 0) isPresent[table.a[game]!] = isPresent[table.b[game]!] = 1;
    return times;
  };
  for (let round = 0; round < rounds; round++) {
    drawClusters({ count: clusters.count, random, into: multiplicity, stride: 1, offset: 0 });
    isPresent.fill(0);
    const resampled = eloRatings(table, { kFactor, repeats });
    for (let contestant = 0; contestant < size; contestant++) {
      if (isPresent[contestant] === 1) {
        sample.ratings[contestant * rounds + round] = resampled[contestant]!;
      } else {
        sample.openAbove[contestant]!++;
        sample.openBelow[contestant]!++;
      }
    }
  }
  return sample;
}
