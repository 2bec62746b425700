import type { Clusters } from './clusters.ts';
import type { GameTable } from './game-table.ts';
import { stableOrder } from './stable-order.ts';

/** Resamples summed at once: each entry is read from memory once for all of them. */
export const LANES = 4;

/** Points by pair and cluster, sparse: entries of one pair lie together, in the order of their clusters. */
export interface ClusterPoints {
  readonly size: number;
  /** For each pair that met, its cells `low · size + high` with low < high. */
  readonly pairCells: Int32Array;
  /** Entries of pair p are `starts[p] ≤ entry < starts[p + 1]`. */
  readonly starts: Int32Array;
  readonly cluster: Int32Array;
  /** Weighted points of the contestant with the lower index, and of the other. */
  readonly lowPoints: Float64Array;
  readonly highPoints: Float64Array;
}

/**
 * Adds up the games of a table by pair and cluster, so that a resample costs one pass over the entries and none over the games.
 * Two counting sorts; O(games + contestants² + clusters).
 */
export function clusterPoints(table: GameTable, clusters: Clusters): ClusterPoints {
  const size = table.contestants.length;
  const games = table.a.length;
  const cells = new Int32Array(games);
  for (let game = 0; game < games; game++) {
    const a = table.a[game]!;
    const b = table.b[game]!;
    cells[game] = a < b ? a * size + b : b * size + a;
  }
  const byCluster = stableOrder({ keys: clusters.of, keyCount: clusters.count });
  const order = stableOrder({ keys: cells, keyCount: size * size, from: byCluster });
  return mergeEntries({ table, clusters, cells, order });
}

/** Walks the games by pair and cluster and adds those that share both into one entry. */
function mergeEntries(input: {
  table: GameTable;
  clusters: Clusters;
  cells: Int32Array;
  order: Int32Array;
}): ClusterPoints {
  const { table, clusters, cells, order } = input;
  const pairCells: number[] = [];
  const starts: number[] = [];
  const cluster = new Int32Array(order.length);
  const lowPoints = new Float64Array(order.length);
  const highPoints = new Float64Array(order.length);
  let entry = -1;
  let cell = -1;
  for (const game of order) {
    const isNewPair = cells[game] !== cell;
    if (isNewPair || clusters.of[game] !== cluster[entry]) cluster[++entry] = clusters.of[game]!;
    if (isNewPair) {
      cell = cells[game]!;
      pairCells.push(cell);
      starts.push(entry);
    }
    const lowScore = table.a[game]! < table.b[game]! ? table.score[game]! : 1 - table.score[game]!;
    lowPoints[entry]! += table.weight[game]! * lowScore;
    highPoints[entry]! += table.weight[game]! * (1 - lowScore);
  }
  starts.push(entry + 1);
  const size = table.contestants.length;
  return {
    size,
    pairCells: Int32Array.from(pairCells),
    starts: Int32Array.from(starts),
    cluster,
    lowPoints,
    highPoints,
  };
}

/**
 * Adds up pair points of `LANES` resamples.
 *
 * @param multiplicity how often cluster c was drawn in resample r, at `c · LANES + r`.
 * @param into one size × size matrix of points per resample; every pair that met is overwritten, the rest is left alone.
 */
export function resampledPoints(
  { size, pairCells, starts, cluster, lowPoints, highPoints }: ClusterPoints,
  multiplicity: Float64Array,
  into: readonly Float64Array[],
): void {
  const [first, second, third, fourth] = into as [Float64Array, Float64Array, Float64Array, Float64Array];
  for (let pair = 0; pair < pairCells.length; pair++) {
    let [low0, low1, low2, low3, high0, high1, high2, high3] = [0, 0, 0, 0, 0, 0, 0, 0];
    const end = starts[pair + 1]!;
    for (let entry = starts[pair]!; entry < end; entry++) {
      const at = cluster[entry]! * LANES;
      const low = lowPoints[entry]!;
      const high = highPoints[entry]!;
      low0 += multiplicity[at]! * low;
      high0 += multiplicity[at]! * high;
      low1 += multiplicity[at + 1]! * low;
      high1 += multiplicity[at + 1]! * high;
      low2 += multiplicity[at + 2]! * low;
      high2 += multiplicity[at + 2]! * high;
      low3 += multiplicity[at + 3]! * low;
      high3 += multiplicity[at + 3]! * high;
    }
    const lowCell = pairCells[pair]!;
    const highCell = (lowCell % size) * size + Math.floor(lowCell / size);
    first[lowCell] = low0;
    first[highCell] = high0;
    second[lowCell] = low1;
    second[highCell] = high1;
    third[lowCell] = low2;
    third[highCell] = high2;
    fourth[lowCell] = low3;
    fourth[highCell] = high3;
  }
}
