import { type Clusters, clusterCounts } from './clusters.ts';
import { pointsAmong } from './fit-group.ts';
import type { GameTable } from './game-table.ts';
import { minimumClusters } from './interval-tail.ts';
import type { PairCounts } from './pair-counts.ts';
import { placement, referenceOf } from './placement.ts';

/** How much the games can say of each contestant, before any resampling. */
export interface Evidence {
  readonly clusters: Clusters;
  /** Clusters with a game of each contestant, by its index. */
  readonly clusterCounts: Int32Array;
  /** Clusters that an interval takes; see `minimumClusters`. */
  readonly minimum: number;
  /** For each group of at least two, the indexes within it that ratings are measured against; see `referenceOf`. */
  readonly references: readonly (readonly number[])[];
  /** Number of contestants in the reference of a contestant's group if it belongs to it, else 0; by its index. */
  readonly referenceSize: Int32Array;
  /** 1 where all games together set no upper or no lower limit, by contestant; see `Placement`. */
  readonly openAbove: Uint8Array;
  readonly openBelow: Uint8Array;
}

/**
 * Looks at what the games can tell. A reference of fewer than two leaves its whole group open on both sides: there is nobody to be
 * measured against. O(games + contestants³).
 *
 * @param task `groups`: indexes of contestants that are joined by games; `level` of the intervals.
 */
export function evidenceOf(task: {
  table: GameTable;
  counts: PairCounts;
  clusters: Clusters;
  groups: readonly (readonly number[])[];
  level: number;
}): Evidence {
  const { table, counts, clusters, groups, level } = task;
  const minimum = minimumClusters(level);
  const perContestant = clusterCounts(table, clusters);
  const openAbove = new Uint8Array(counts.size);
  const openBelow = new Uint8Array(counts.size);
  const referenceSize = new Int32Array(counts.size);
  const references = groups.map((members) => {
    const graph = { points: pointsAmong(counts, members), size: members.length };
    const reference = referenceOf(
      graph,
      members.map((contestant) => perContestant[contestant]! >= minimum),
    );
    const placed = placement(graph, reference);
    members.forEach((contestant, position) => {
      openAbove[contestant] = reference.length < 2 ? 1 : placed.openAbove[position]!;
      openBelow[contestant] = reference.length < 2 ? 1 : placed.openBelow[position]!;
    });
    for (const position of reference) referenceSize[members[position]!] = reference.length;
    return reference;
  });
  return { clusters, clusterCounts: perContestant, minimum, references, referenceSize, openAbove, openBelow };
}
