import { z } from 'zod';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { readMatchOutcomes } from '#lib/db/match-outcomes.ts';
import { promptTexts } from '#lib/db/prompt-pages.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import {
  analyseItems,
  ITEM_THRESHOLDS,
  type ItemStatistics,
  type ItemThresholds,
} from '#lib/feedback/item-analysis.ts';

const share = (value: number) => z.coerce.number().min(0).max(1).default(value);

/** Thresholds as they come from an address or a command line; what is left out is as in `ITEM_THRESHOLDS`. */
export const itemThresholds = z.object({
  minimum: z.coerce.number().int().min(1).max(1_000_000).default(ITEM_THRESHOLDS.minimum),
  saturated: share(ITEM_THRESHOLDS.saturated),
  noisy: share(ITEM_THRESHOLDS.noisy),
  surprise: z.coerce.number().min(0).max(100).default(ITEM_THRESHOLDS.surprise),
  discrimination: z.coerce.number().min(-1).max(1).default(ITEM_THRESHOLDS.discrimination),
  duplicate: z.coerce.number().min(0.3).max(1).default(ITEM_THRESHOLDS.duplicate),
});

/** What the prompts of a run are worth. */
export interface ItemReport {
  thresholds: ItemThresholds;
  /** In the order of the benchmark. */
  items: ItemStatistics[];
}

/** Analyses the prompts of a run from its judged matches and the ratings of its newest leaderboard. */
export async function itemReport(
  database: Database,
  scope: TeamScope,
  { run, thresholds }: { run: RunRow; thresholds: ItemThresholds },
): Promise<ItemReport> {
  const [prompts, outcomes, board] = await Promise.all([
    promptTexts(database, scope, run.benchmarkVersionId),
    readMatchOutcomes(database, scope, run.id),
    newestLeaderboard(database, scope, run.id),
  ]);
  const matches = outcomes.flatMap(({ promptKey, a, b, score, state, orders }) =>
    score === null ? [] : [{ promptKey, a, b, score, inconsistent: orders > 1 ? state === 'inconsistent' : null }],
  );
  const rated = (board?.content.ratings ?? []).flatMap(({ contestant, rating }) =>
    rating === null ? [] : [[contestant, rating] as const],
  );
  return { thresholds, items: analyseItems({ prompts, matches, ratings: new Map(rated), thresholds }) };
}
