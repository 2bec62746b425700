import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { findJudgeCap } from '#lib/db/judge-months.ts';
import type { Price } from '#lib/llm/prices.ts';
import { unknownPrice } from './unknown-price.ts';

/**
 * Refuses a judge without a known price where a cap on cost, of the run or of the judge's month, is to be kept.
 * @param asked.maxCost the run's cap, USD; null: none
 * @throws JoustError `unknown-price`
 */
export async function refuseUnknownPrice(
  database: Queryable,
  scope: TeamScope,
  asked: { judge: { model: string; endpoint: string }; price: Price | null; maxCost: number | null },
): Promise<void> {
  if (asked.price !== null) return;
  if (asked.maxCost === null && (await findJudgeCap(database, scope, asked.judge.model)) === null) return;
  throw unknownPrice(asked.judge);
}
