import type { Queryable } from '#lib/db/database.ts';
import type { PauseReason, RunRow } from '#lib/db/run-row.ts';
import { JoustError } from '#lib/errors.ts';

interface Usage {
  requests: number;
  /** USD, with what may have been billed although nobody said so. */
  cost: number;
  maxCalls: number | null;
  maxCost: number | null;
}

/**
 * Refuses to resume under a cap that is used up: the run would pause again at once. Caps that are not given count only
 * where they made the run pause. The caller holds the run's lock.
 * @throws JoustError `cap-used-up`
 */
export async function refuseUsedUpCaps(
  transaction: Queryable,
  run: RunRow,
  resume: { pauseReason: PauseReason | null; maxCalls?: number | null; maxCost?: number | null },
): Promise<void> {
  const { rows } = await transaction.query<Usage>(
    `SELECT requests_reserved AS requests, spend + unreported_cost AS cost, max_calls AS "maxCalls", max_cost AS "maxCost"
     FROM run WHERE id = $1`,
    [run.id],
  );
  const used = rows[0] as Usage;
  const calls = resume.maxCalls === undefined && resume.pauseReason === 'calls' ? used.maxCalls : resume.maxCalls;
  if (typeof calls === 'number' && calls <= used.requests)
    throw usedUp(run, {
      expected: `a cap above the ${used.requests} requests made`,
      got: `a cap of ${calls}`,
      option: '--max-calls',
    });
  const cost = resume.maxCost === undefined && resume.pauseReason === 'cost' ? used.maxCost : resume.maxCost;
  if (typeof cost !== 'number') return;
  // A run that paused at its cap on cost may have a little of it left, but not enough for one call.
  const isTooLow =
    cost <= used.cost || (resume.pauseReason === 'cost' && used.maxCost !== null && cost <= used.maxCost);
  if (isTooLow)
    throw usedUp(run, {
      expected: `a cap above the $${used.cost.toFixed(4)} spent, with room for the next call`,
      got: `a cap of $${cost}`,
      option: '--max-cost',
    });
}

function usedUp(run: RunRow, { expected, got, option }: { expected: string; got: string; option: string }): JoustError {
  const fix = `Resume with a higher cap: joust resume ${run.number} ${option} <higher>`;
  return new JoustError({ code: 'cap-used-up', expected, got, fix });
}
