import { RESAMPLE_TOLERANCE } from './bootstrap-bradley-terry.ts';
import { fitWorkspace } from './bradley-terry.ts';
import { clusterPoints, LANES, resampledPoints } from './cluster-points.ts';
import { type Clusters, clusterCounts, drawClusters } from './clusters.ts';
import { fitGroup, type GroupFit } from './fit-group.ts';
import type { GameTable } from './game-table.ts';
import { intervalTail, minimumClusters } from './interval-tail.ts';
import { pairCounts } from './pair-counts.ts';
import { quantile } from './quantile.ts';
import { ratingOf } from './rating-scale.ts';
import { seededRandom } from './seeded-random.ts';
import { metGroups } from './win-graph.ts';

/** One contestant in both tables, by its indexes; a `frame` one fixes the common zero of the two scales. */
export interface PairedContestant {
  readonly first: number;
  readonly second: number;
  readonly frame: boolean;
}

/** How much a contestant's rating differs between two tables, in rating points. */
export interface RatingDifference {
  readonly first: number;
  readonly second: number;
  /** Second minus first. */
  readonly difference: number;
  /** Null where the prompts do not carry an interval, as is `upper`. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Prompts with a game of it in both tables, at least; the fewer of the two. */
  readonly prompts: number;
}

/** Differences in the order of the pairs; null for a contestant that games do not join to the frame. */
export interface PairedDifferences {
  readonly differences: readonly (RatingDifference | null)[];
  /** Whether one of the two fits has no finite maximum without the weak prior: then its ratings lean on that prior. */
  readonly leansOnPrior: boolean;
  /** Resamples in which a fit newly needed the prior. */
  readonly priorRounds: number;
}

/** Share of the resamples that must place a contestant in both tables. */
const PLACED_SHARE = 0.5;

/**
 * Bradley–Terry ratings of two tables on one scale, with an interval of each difference: a paired bootstrap. Prompts are
 * resampled with replacement, and a prompt drawn twice counts twice in both tables, so that what makes a prompt hard or easy
 * for everybody cancels: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 8 and 13, with prompts as units.
 * Koehn, "Statistical significance tests for machine translation evaluation" (2004), compares systems so.
 *
 * Only differences of strengths are known within a table, so the frame's mean is 1000 in both, in every resample. A
 * resample without games of a contestant says nothing of it; limits are percentiles, widened for few prompts
 * (`intervalTail`). The result is a function of the games and the seed.
 * O(rounds · (entries + contestants³)).
 *
 * @param task tables over the same prompts: equal `promptCount`, equal indexes; every game has a prompt
 * @returns null when the frame has fewer than one member, or games do not join it in either table
 * @throws RangeError when a table has no prompts or the numbers of prompts differ
 */
export function pairedDifferences(task: {
  first: GameTable;
  second: GameTable;
  pairs: readonly PairedContestant[];
  rounds: number;
  seed: string;
  level: number;
}): PairedDifferences | null {
  const { first, second, pairs, rounds, level } = task;
  if (first.promptCount !== second.promptCount) {
    throw new RangeError(`Both tables must have the same prompts; got ${first.promptCount} and ${second.promptCount}.`);
  }
  const frame = pairs.filter((pair) => pair.frame);
  const left = fitSide(
    openTable(first),
    frame.map((pair) => pair.first),
  );
  const right = fitSide(
    openTable(second),
    frame.map((pair) => pair.second),
  );
  if (!left || !right) return null;
  const { samples, priorRounds } = resampleDifferences({ left, right, pairs, rounds, seed: task.seed });
  const differences = pairs.map((pair, index): RatingDifference | null => {
    if (!left.has(pair.first) || !right.has(pair.second)) return null;
    const [own, other] = [ratingOf(left.strength(pair.first)), ratingOf(right.strength(pair.second))];
    const prompts = Math.min(left.promptCounts[pair.first]!, right.promptCounts[pair.second]!);
    const values = samples[index] ?? [];
    return {
      first: own,
      second: other,
      difference: other - own,
      ...limits({ values, rounds, prompts, level }),
      prompts,
    };
  });
  return { differences, leansOnPrior: !left.fit.hasMaximum || !right.fit.hasMaximum, priorRounds };
}

/** Differences of strengths on the common scale, second minus first, for each pair and every round that places it in both tables. */
function resampleDifferences(task: {
  left: Side;
  right: Side;
  pairs: readonly PairedContestant[];
  rounds: number;
  seed: string;
}): { samples: number[][]; priorRounds: number } {
  const { left, right, pairs, rounds, seed } = task;
  const samples = pairs.map(() => [] as number[]);
  const random = seededRandom(seed);
  const { count } = left.clusters;
  const multiplicity = new Float64Array(count * LANES);
  let priorRounds = 0;
  for (let round = 0; round < rounds; round++) {
    if (round % LANES === 0) {
      for (let offset = 0; offset < LANES; offset++) {
        drawClusters({ count, random, into: multiplicity, stride: LANES, offset });
      }
      for (const side of [left, right]) resampledPoints(side.entries, multiplicity, side.lanes);
    }
    const [before, after] = [refit(left, round % LANES), refit(right, round % LANES)];
    if (before.neededPrior || after.neededPrior) priorRounds++;
    const placed = pairs.map((pair) => before.has(pair.first) && after.has(pair.second));
    const frame = pairs.filter((pair, index) => pair.frame && placed[index]);
    if (frame.length === 0) continue;
    // Brings the frame back to the mean it has with all games.
    const rise =
      meanOf(frame, (pair) => right.strength(pair.second) - after.strength(pair.second)) -
      meanOf(frame, (pair) => left.strength(pair.first) - before.strength(pair.first));
    pairs.forEach((pair, index) => {
      if (placed[index]) samples[index]?.push(after.strength(pair.second) - before.strength(pair.first) + rise);
    });
  }
  return { samples, priorRounds };
}

interface OpenTable {
  table: GameTable;
  clusters: Clusters;
}

function openTable(table: GameTable): OpenTable {
  if (table.prompt === null) throw new RangeError('A paired comparison needs the prompt of every game.');
  return { table, clusters: { unit: 'prompt', of: table.prompt, count: table.promptCount } };
}

interface Side {
  fit: GroupFit;
  clusters: Clusters;
  entries: ReturnType<typeof clusterPoints>;
  lanes: Float64Array[];
  size: number;
  workspace: ReturnType<typeof fitWorkspace>;
  /** Prompts with a game of each contestant. */
  promptCounts: Int32Array;
  has: (contestant: number) => boolean;
  /** With all games; the frame's mean is 0. */
  strength: (contestant: number) => number;
}

/** The fit of the group that holds the whole frame; null when there is no such group. */
function fitSide({ table, clusters }: OpenTable, frame: readonly number[]): Side | null {
  if (frame.length === 0 || table.a.length === 0) return null;
  const counts = pairCounts(table);
  const members = metGroups(counts).find((group) => frame.every((contestant) => group.includes(contestant)));
  if (!members || members.length < 2) return null;
  const fit = fitGroup({ points: counts.points, size: counts.size, members, prior: 0 });
  const places = new Map(members.map((contestant, position) => [contestant, position]));
  const fitted = (contestant: number) => fit.strengths[places.get(contestant)!]!;
  const center = meanOf(frame, fitted);
  return {
    fit,
    clusters,
    entries: clusterPoints(table, clusters),
    lanes: Array.from({ length: LANES }, () => new Float64Array(counts.size ** 2)),
    size: counts.size,
    workspace: fitWorkspace(members.length),
    promptCounts: clusterCounts(table, clusters),
    has: (contestant) => places.has(contestant),
    strength: (contestant) => fitted(contestant) - center,
  };
}

interface Refit {
  neededPrior: boolean;
  has: (contestant: number) => boolean;
  strength: (contestant: number) => number;
}

function refit({ fit, lanes, size, workspace }: Side, lane: number): Refit {
  const points = lanes[lane]!;
  const again = fitGroup({
    points,
    size,
    members: fit.members,
    prior: fit.prior,
    start: fit.strengths,
    tolerance: RESAMPLE_TOLERANCE,
    workspace,
  });
  const places = new Map(fit.members.map((contestant, position) => [contestant, position]));
  return {
    neededPrior: again.prior !== fit.prior,
    has: (contestant) => places.has(contestant) && hasGames({ points, size }, contestant),
    strength: (contestant) => again.strengths[places.get(contestant)!]!,
  };
}

function hasGames({ points, size }: { points: Float64Array; size: number }, contestant: number): boolean {
  for (let other = 0; other < size; other++) {
    if (points[contestant * size + other]! > 0 || points[other * size + contestant]! > 0) return true;
  }
  return false;
}

function limits(input: { values: number[]; rounds: number; prompts: number; level: number }) {
  const { values, rounds, prompts, level } = input;
  if (prompts < minimumClusters(level) || values.length < Math.max(2, rounds * PLACED_SHARE)) {
    return { lower: null, upper: null };
  }
  const sorted = Float64Array.from(values).sort();
  const tail = intervalTail({ level, clusters: prompts });
  const points = (strength: number) => ratingOf(strength) - ratingOf(0);
  return { lower: points(quantile(sorted, tail)), upper: points(quantile(sorted, 1 - tail)) };
}

function meanOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length;
}
