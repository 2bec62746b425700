import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { findPrice } from '#lib/db/prices.ts';
import type { PriceSource } from '#lib/db/run-row.ts';
import { type Price, priceOf } from '#lib/llm/prices.ts';
import { type JudgeSettings, SIMULATOR_ENDPOINT } from './run-settings.ts';

/** What the judges of a run charge, by seat. */
export function juryPrices(
  database: Queryable,
  scope: TeamScope,
  judges: readonly JudgeSettings[],
): Promise<{ price: Price | null; source: PriceSource }[]> {
  return Promise.all(judges.map((judge) => judgePrice(database, scope, judge)));
}

/** What a judge charges and who says so: the run's settings, else the team's own list, else the published prices. */
export async function judgePrice(
  database: Queryable,
  scope: TeamScope,
  judge: Pick<JudgeSettings, 'endpoint' | 'model' | 'inputPrice' | 'outputPrice'>,
): Promise<{ price: Price | null; source: PriceSource }> {
  const { endpoint, model, inputPrice, outputPrice } = judge;
  if (inputPrice !== null && outputPrice !== null)
    return { price: { inputPerMillion: inputPrice, outputPerMillion: outputPrice }, source: 'run' };
  if (endpoint === SIMULATOR_ENDPOINT)
    return { price: { inputPerMillion: 0, outputPerMillion: 0 }, source: 'simulated' };
  const own = await findPrice(database, scope, { endpoint, model });
  if (own) return { price: { inputPerMillion: own.inputPrice, outputPerMillion: own.outputPrice }, source: 'own' };
  const published = priceOf({ baseUrl: endpoint, model });
  return { price: published, source: published === null ? 'unknown' : 'published' };
}
