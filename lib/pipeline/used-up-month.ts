import type { Queryable } from '#lib/db/database.ts';
import { usedUpJudges } from '#lib/db/judge-months.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';
import { firstDayAfter } from './month-days.ts';

/**
 * Refuses to resume while a judge's monthly cap is used up: the run would pause again at once.
 * @throws JoustError `month-used-up`
 */
export async function refuseUsedUpMonth(transaction: Queryable, run: Pick<RunRow, 'id' | 'number'>): Promise<void> {
  const [used] = await usedUpJudges(transaction, run.id);
  if (!used) return;
  throw new JoustError({
    code: 'month-used-up',
    expected: `room under the monthly cap of ${used.judge}, $${used.cap}`,
    got: `$${used.spent.toFixed(4)} spent in ${used.month}`,
    fix: `Raise the cap (joust judges cap ${used.judge} <usd>), wait until ${firstDayAfter(used.month)} (UTC), or plan a run with another judge.`,
  });
}
