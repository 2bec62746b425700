import { type Clusters, gameClusters, orderedGameClusters, promptClusters } from './clusters.ts';
import type { GameTable } from './game-table.ts';
import { MANY_CLUSTERS, minimumClusters } from './interval-tail.ts';
import type { RankOptions } from './rank-options.ts';

/** What to resample, null where no interval is wanted or possible, and what to tell the reader about it. */
export function resamplingUnit(
  table: GameTable,
  { method, rounds, rowIntervals, level }: Required<RankOptions>,
): { clusters: Clusters | null; warnings: string[] } {
  if (rounds === 0) return { clusters: null, warnings: [] };
  const minimum = minimumClusters(level);
  if (rowIntervals) {
    const clusters = method === 'elo' ? gameClusters(table) : orderedGameClusters(table);
    if (clusters.count < minimum) return { clusters: null, warnings: [tooFew(clusters, { level, minimum })] };
    return { clusters, warnings: ['Intervals treat games as independent; games that share a prompt are not.'] };
  }
  const clusters = promptClusters(table);
  if (clusters === null) return { clusters, warnings: ['No intervals: not every game has a prompt id.'] };
  if (clusters.count < 2) return { clusters: null, warnings: ['No intervals: all games share one prompt.'] };
  if (clusters.count < minimum) return { clusters: null, warnings: [tooFew(clusters, { level, minimum })] };
  if (clusters.count >= MANY_CLUSTERS) return { clusters, warnings: [] };
  return { clusters, warnings: [`Only ${clusters.count} prompts: intervals are widened for that, and rough.`] };
}

function tooFew({ count, unit }: Clusters, { level, minimum }: { level: number; minimum: number }): string {
  const counted = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return `No intervals: only ${counted}; at ${Number((level * 100).toFixed(6))} % at least ${minimum} are needed.`;
}
