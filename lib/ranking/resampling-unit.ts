import { type Clusters, gameClusters, orderedGameClusters, promptClusters } from './clusters.ts';
import type { GameTable } from './game-table.ts';
import { MANY_CLUSTERS, minimumClusters } from './interval-tail.ts';
import type { RankOptions } from './rank-options.ts';
import type { RankingWarning } from './ranking-warning.ts';

/** What to resample, null where no interval is wanted or possible, and what to tell the reader about it. */
export function resamplingUnit(
  table: GameTable,
  { method, rounds, rowIntervals, level }: Required<RankOptions>,
): { clusters: Clusters | null; warnings: RankingWarning[] } {
  if (rounds === 0) return { clusters: null, warnings: [] };
  const minimum = minimumClusters(level);
  if (rowIntervals) {
    const clusters = method === 'elo' ? gameClusters(table) : orderedGameClusters(table);
    if (clusters.count < minimum) return { clusters: null, warnings: [tooFew(clusters, { level, minimum })] };
    return { clusters, warnings: [{ code: 'rowIntervals' }] };
  }
  const clusters = promptClusters(table);
  if (clusters === null) return { clusters, warnings: [{ code: 'noPromptIds' }] };
  if (clusters.count < 2) return { clusters: null, warnings: [{ code: 'onePrompt' }] };
  if (clusters.count < minimum) return { clusters: null, warnings: [tooFew(clusters, { level, minimum })] };
  if (clusters.count >= MANY_CLUSTERS) return { clusters, warnings: [] };
  return { clusters, warnings: [{ code: 'fewPrompts', prompts: clusters.count }] };
}

function tooFew({ count, unit }: Clusters, { level, minimum }: { level: number; minimum: number }): RankingWarning {
  return { code: 'tooFew', count, unit, level, minimum };
}
