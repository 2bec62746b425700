import type { Queryable } from './database.ts';

/** How long a run's judge has reached nobody. */
export interface Silence {
  failures: number;
  ms: number;
}

/** Adds attempts that reached nobody to the silence of a run, which begins with the first. The caller holds the run's lock. */
export async function addToSilence(transaction: Queryable, runId: string, failures: number): Promise<Silence> {
  const { rows } = await transaction.query<Silence>(
    `UPDATE run SET silent_failures = silent_failures + $2, silent_since = coalesce(silent_since, clock_timestamp()) WHERE id = $1
     RETURNING silent_failures AS failures, (extract(epoch FROM clock_timestamp() - silent_since) * 1000)::float8 AS ms`,
    [runId, failures],
  );
  return rows[0] as Silence;
}

/** Somebody was reached, or the run begins anew. */
export async function endSilence(transaction: Queryable, runId: string): Promise<void> {
  await transaction.query('UPDATE run SET silent_failures = 0, silent_since = NULL WHERE id = $1', [runId]);
}

/**
 * Sends one request at a time, at most one every `holdMs`, until one is answered: a judge that is down must not be asked
 * thousands of times, nor may its silence use up a cap on requests.
 */
export async function askSparingly(
  transaction: Queryable,
  run: { runId: string; judgeVersionIds: readonly string[]; holdMs: number },
): Promise<void> {
  await transaction.query('UPDATE run SET probing = true WHERE id = $1', [run.runId]);
  await transaction.query(
    `UPDATE judge_version SET hold_until = greatest(hold_until, clock_timestamp() + $2 * interval '1 millisecond') WHERE id = ANY($1::uuid[])`,
    [run.judgeVersionIds, run.holdMs],
  );
}
