import type { GameTable } from './game-table.ts';
import type { RandomInteger } from './seeded-random.ts';
import { stableOrder } from './stable-order.ts';

/** Games that are resampled together. */
export interface Clusters {
  /** What a cluster is. */
  readonly unit: 'prompt' | 'game';
  /** Cluster of each game of the table, 0 ≤ cluster < count. */
  readonly of: Int32Array;
  readonly count: number;
}

/** The games of one prompt as one cluster; null when the prompts are unknown. */
export function promptClusters(table: GameTable): Clusters | null {
  return table.prompt === null ? null : { unit: 'prompt', of: table.prompt, count: table.promptCount };
}

/** Every game a cluster of its own, numbered in the order of the table. */
export function gameClusters(table: GameTable): Clusters {
  const count = table.a.length;
  return { unit: 'game', of: Int32Array.from({ length: count }, (_, game) => game), count };
}

/**
 * Every game a cluster of its own, numbered by its content, so that the order of the table does not matter.
 * O(games · log games).
 */
export function orderedGameClusters(table: GameTable): Clusters {
  const { a, b, score, weight } = table;
  const low = (game: number) => Math.min(a[game]!, b[game]!);
  const high = (game: number) => Math.max(a[game]!, b[game]!);
  // Rounded, because 1 − score is: a score of 1e-300 and one of 0 are the same seen from the other side.
  const scoreOfLow = (game: number) => Math.round((a[game]! < b[game]! ? score[game]! : 1 - score[game]!) * 1e12);
  const order = gameClusters(table).of.sort(
    (left, right) =>
      low(left) - low(right) ||
      high(left) - high(right) ||
      scoreOfLow(left) - scoreOfLow(right) ||
      weight[left]! - weight[right]!,
  );
  const of = new Int32Array(order.length);
  for (let position = 0; position < order.length; position++) of[order[position]!] = position;
  return { unit: 'game', of, count: order.length };
}

/** In how many clusters each contestant has a game, by its index. O(games + clusters). */
export function clusterCounts(table: GameTable, clusters: Clusters): Int32Array {
  const counts = new Int32Array(table.contestants.length);
  const counted = new Int32Array(table.contestants.length).fill(-1);
  for (const game of stableOrder({ keys: clusters.of, keyCount: clusters.count })) {
    const cluster = clusters.of[game]!;
    for (const contestant of [table.a[game]!, table.b[game]!]) {
      if (counted[contestant] === cluster) continue;
      counted[contestant] = cluster;
      counts[contestant]!++;
    }
  }
  return counts;
}

/**
 * Draws `count` clusters with replacement and writes how often each came to `into[offset + cluster · stride]`.
 * Efron, "Bootstrap methods: another look at the jackknife" (1979), with clusters as the units. O(count).
 */
export function drawClusters(draw: {
  count: number;
  random: RandomInteger;
  into: Float64Array;
  stride: number;
  offset: number;
}): void {
  const { count, random, into, stride, offset } = draw;
  for (let cluster = 0; cluster < count; cluster++) into[offset + cluster * stride] = 0;
  for (let drawn = 0; drawn < count; drawn++) into[offset + random(count) * stride]!++;
}
