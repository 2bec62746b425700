import 'server-only';
import { type JudgeCap, type JudgeMonth, listJudgeCaps, listJudgeMonths } from '#lib/db/judge-months.ts';
import { listPrices, type OwnPrice } from '#lib/db/prices.ts';
import { priceOf } from '#lib/llm/prices.ts';
import { server } from './server.ts';
import { requireViewer } from './viewer.ts';

/** A price of the team's own, beside the published one. */
export type PriceLine = Omit<OwnPrice, 'updatedAt'> & { published: { input: number; output: number } | null };

export interface Costs {
  prices: PriceLine[];
  months: JudgeMonth[];
  caps: JudgeCap[];
}

/** What judges charge the viewer's team, what they cost, and what they may cost. */
export async function loadCosts(): Promise<Costs> {
  const { scope } = await requireViewer();
  const { database } = server();
  const [prices, months, caps] = await Promise.all([
    listPrices(database, scope),
    listJudgeMonths(database, scope),
    listJudgeCaps(database, scope),
  ]);
  return { prices: prices.map(priceLine), months, caps };
}

function priceLine({ updatedAt: _, ...price }: OwnPrice): PriceLine {
  const published = priceOf({ baseUrl: price.endpoint, model: price.model });
  return {
    ...price,
    published: published && { input: published.inputPerMillion, output: published.outputPerMillion },
  };
}
