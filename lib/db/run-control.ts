import type { Queryable } from './database.ts';
import { endSilence } from './judge-silence.ts';

/** Raises or removes caps. */
export async function setCaps(
  transaction: Queryable,
  runId: string,
  caps: { maxCalls?: number | null; maxCost?: number | null },
): Promise<void> {
  await transaction.query(
    `UPDATE run SET max_calls = CASE WHEN $2 THEN $3::int ELSE max_calls END, max_cost = CASE WHEN $4 THEN $5::float8 ELSE max_cost END WHERE id = $1`,
    [runId, caps.maxCalls !== undefined, caps.maxCalls ?? null, caps.maxCost !== undefined, caps.maxCost ?? null],
  );
}

/** Makes blocked calls ready again; with `probe` one of them is sent alone before the rest follow. */
export async function unblockCalls(transaction: Queryable, runId: string, options: { probe: boolean }): Promise<void> {
  await transaction.query(
    `UPDATE call SET status = 'READY', available_at = clock_timestamp() WHERE run_id = $1 AND status = 'BLOCKED'`,
    [runId],
  );
  await transaction.query('UPDATE run SET probing = $2 WHERE id = $1', [runId, options.probe]);
  await endSilence(transaction, runId);
}

/** Makes failed calls ready again with all their tries; returns how many. */
export async function renewFailedCalls(transaction: Queryable, runId: string): Promise<number> {
  const { rowCount } = await transaction.query(
    `UPDATE call SET status = 'READY', transient_count = 0, available_at = clock_timestamp(), note = NULL WHERE run_id = $1 AND status = 'FAILED'`,
    [runId],
  );
  return rowCount ?? 0;
}

/** Cancels everything that is not under way. In a run that is judged again, only what was to be judged again. */
export async function cancelPending(
  transaction: Queryable,
  { id: runId, generation }: { id: string; generation: number },
): Promise<void> {
  if (generation > 0) {
    await transaction.query(
      `UPDATE call SET status = 'CANCELLED' WHERE run_id = $1 AND status IN ('READY', 'WAITING', 'BLOCKED')`,
      [runId],
    );
    return;
  }
  await transaction.query(
    `UPDATE call SET status = 'CANCELLED' WHERE run_id = $1 AND status IN ('READY', 'WAITING', 'BLOCKED', 'FAILED')`,
    [runId],
  );
  await transaction.query(`UPDATE match SET state = 'cancelled' WHERE run_id = $1 AND state IN ('waiting', 'open')`, [
    runId,
  ]);
}

/** Matches that stay open because a call of theirs failed. */
export async function matchesWithFailedCalls(transaction: Queryable, runId: string): Promise<string[]> {
  const { rows } = await transaction.query<{ id: string }>(
    `SELECT DISTINCT m.id FROM match m JOIN call c ON c.run_id = m.run_id AND c.subject_key = m.id::text
     WHERE m.run_id = $1 AND m.state = 'open' AND c.status = 'FAILED'`,
    [runId],
  );
  return rows.map((row) => row.id);
}
