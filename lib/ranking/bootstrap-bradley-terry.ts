import { fitWorkspace } from './bradley-terry.ts';
import { clusterPoints, LANES, resampledPoints } from './cluster-points.ts';
import { type Clusters, drawClusters } from './clusters.ts';
import { fitGroup, type GroupFit } from './fit-group.ts';
import type { GameTable } from './game-table.ts';
import type { RatingSample } from './rating-sample.ts';
import { ratingOf } from './rating-scale.ts';
import { seededRandom } from './seeded-random.ts';

/** A resample's fit stops at a Newton step of this span in log-strength: what error remains is its square, 10^-10 points. */
export const RESAMPLE_TOLERANCE = 1e-6;

/**
 * Bradley–Terry ratings of `rounds` resamples of the clusters, each fit starting from the ratings of all games.
 *
 * A round in which a group's win graph falls apart, or its contestants do not all meet, gets the weak prior (see `fitGroup`);
 * a group that has a prior keeps it in every round. O(rounds · (entries + contestants³)), memory O(entries + rounds · contestants).
 *
 * @param groups the fits of all games, one per group of at least two.
 */
export function bootstrapBradleyTerry(task: {
  table: GameTable;
  clusters: Clusters;
  groups: readonly GroupFit[];
  rounds: number;
  seed: string | number;
}): RatingSample {
  const { table, clusters, groups, rounds, seed } = task;
  const size = table.contestants.length;
  const entries = clusterPoints(table, clusters);
  const random = seededRandom(seed);
  const multiplicity = new Float64Array(clusters.count * LANES);
  const lanes = Array.from({ length: LANES }, () => new Float64Array(size * size));
  const ratings = new Float64Array(size * rounds).fill(Number.NaN);
  const refit = groupRefitter(groups, size);
  let priorRounds = 0;
  for (let round = 0; round < rounds; round++) {
    const lane = round % LANES;
    if (lane === 0) {
      for (let offset = 0; offset < LANES; offset++) {
        drawClusters({ count: clusters.count, random, into: multiplicity, stride: LANES, offset });
      }
      resampledPoints(entries, multiplicity, lanes);
    }
    const neededPrior = refit(lanes[lane]!, (contestant, rating) => {
      ratings[contestant * rounds + round] = rating;
    });
    if (neededPrior) priorRounds++;
  }
  return { rounds, size, ratings, priorRounds };
}

/** A function that fits every group to resampled points, hands out the ratings, and says whether a group newly needed the prior. */
function groupRefitter(
  groups: readonly GroupFit[],
  size: number,
): (points: Float64Array, store: (contestant: number, rating: number) => void) => boolean {
  const workspaces = groups.map((group) => fitWorkspace(group.members.length));
  return (points, store) => {
    let neededPrior = false;
    groups.forEach(({ members, strengths: start, prior }, index) => {
      const workspace = workspaces[index]!;
      const fit = fitGroup({ points, size, members, prior, start, tolerance: RESAMPLE_TOLERANCE, workspace });
      if (fit.prior !== prior) neededPrior = true;
      members.forEach((contestant, position) => {
        store(contestant, ratingOf(fit.strengths[position]!));
      });
    });
    return neededPrior;
  };
}
