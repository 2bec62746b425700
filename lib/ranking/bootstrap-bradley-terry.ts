import { fitWorkspace } from './bradley-terry.ts';
import { clusterPoints, LANES, resampledPoints } from './cluster-points.ts';
import { type Clusters, drawClusters } from './clusters.ts';
import { fitGroup, type GroupFit, pointsAmong } from './fit-group.ts';
import type { GameTable } from './game-table.ts';
import { isUnplaced, type Placement, placement } from './placement.ts';
import { emptySample, type RatingSample } from './rating-sample.ts';
import { ratingOf } from './rating-scale.ts';
import { seededRandom } from './seeded-random.ts';

/** A resample's fit stops at a Newton step of this span in log-strength: what error remains is its square, 10^-10 points. */
export const RESAMPLE_TOLERANCE = 1e-6;

/** A group with what its resamples are measured against. */
export interface ResampledGroup {
  /** The fit of all games. */
  readonly fit: GroupFit;
  /** Indexes within the group; see `referenceOf`. */
  readonly reference: readonly number[];
}

/**
 * Bradley–Terry ratings of `rounds` resamples of the clusters, each fit starting from the ratings of all games.
 *
 * A round in which a group's win graph falls apart, or its contestants do not all meet, gets the weak prior (see `fitGroup`);
 * a group that has a prior keeps it in every round. Such a round counts the sides on which it sets no limit, and has no rating
 * for contestants that it does not place (see `placement`). Every round is shifted so that its frame has the mean it has with
 * all games: noise of a contestant outside the reference would otherwise move everybody.
 * O(rounds · (entries + contestants³)), memory O(entries + rounds · contestants).
 *
 * @param groups one per group of at least two.
 */
export function bootstrapBradleyTerry(task: {
  table: GameTable;
  clusters: Clusters;
  groups: readonly ResampledGroup[];
  rounds: number;
  seed: string | number;
}): RatingSample {
  const { table, clusters, groups, rounds, seed } = task;
  const size = table.contestants.length;
  const entries = clusterPoints(table, clusters);
  const random = seededRandom(seed);
  const multiplicity = new Float64Array(clusters.count * LANES);
  const lanes = Array.from({ length: LANES }, () => new Float64Array(size * size));
  const sample = emptySample(size, rounds);
  const refits = groups.map((group) => groupRefitter(group, sample));
  let priorRounds = 0;
  for (let round = 0; round < rounds; round++) {
    const lane = round % LANES;
    if (lane === 0) {
      for (let offset = 0; offset < LANES; offset++) {
        drawClusters({ count: clusters.count, random, into: multiplicity, stride: LANES, offset });
      }
      resampledPoints(entries, multiplicity, lanes);
    }
    const neededPrior = refits.map((refit) => refit(lanes[lane]!, round));
    if (neededPrior.includes(true)) priorRounds++;
  }
  return { ...sample, priorRounds };
}

/** A function that fits a group to the points of a round, stores the ratings, and says whether the group newly needed the prior. */
function groupRefitter(
  { fit, reference }: ResampledGroup,
  sample: RatingSample,
): (points: Float64Array, round: number) => boolean {
  const { size } = sample;
  const { members, strengths: start, prior } = fit;
  const workspace = fitWorkspace(members.length);
  return (points, round) => {
    const refit = fitGroup({ points, size, members, prior, start, tolerance: RESAMPLE_TOLERANCE, workspace });
    const placed = refit.hasMaximum
      ? null
      : placement({ points: pointsAmong({ points, size }, members), size: members.length }, reference);
    const shift = meanRise({ from: refit.strengths, to: start, among: placedFrame(placed, reference) });
    if (placed !== null) countOpenSides(placed, members, sample);
    members.forEach((contestant, position) => {
      if (placed !== null && isUnplaced(placed, position)) return;
      sample.ratings[contestant * sample.rounds + round] = ratingOf(refit.strengths[position]! + shift);
    });
    return refit.prior !== prior;
  };
}

/** Adds one round to the counts of open sides, and of pairs that a chain orders though the round does not place both. */
function countOpenSides(placed: Placement, members: readonly number[], sample: RatingSample): void {
  const { size, reaches } = placed.reach;
  for (let left = 0; left < size; left++) {
    sample.openAbove[members[left]!]! += placed.openAbove[left]!;
    sample.openBelow[members[left]!]! += placed.openBelow[left]!;
    for (let right = 0; right < size; right++) {
      if (reaches[left * size + right] === 0 || reaches[right * size + left] === 1) continue;
      if (!isUnplaced(placed, left) && !isUnplaced(placed, right)) continue;
      sample.chained[members[left]! * sample.size + members[right]!]!++;
    }
  }
}

function placedFrame(placed: Placement | null, reference: readonly number[]): readonly number[] {
  return placed === null ? reference : placed.frame.filter((member) => !isUnplaced(placed, member));
}

function meanRise(strengths: { from: Float64Array; to: Float64Array; among: readonly number[] }): number {
  const { from, to, among } = strengths;
  if (among.length === 0) return 0;
  let sum = 0;
  for (const member of among) sum += to[member]! - from[member]!;
  return sum / among.length;
}
