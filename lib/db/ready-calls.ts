import type { Database, Queryable } from './database.ts';

/** A run that wants calls made. */
export interface FeedingRun {
  id: string;
  teamId: string;
  inFlight: number;
}

/** A call that may be queued. */
export interface ReadyCall {
  id: string;
  generation: number;
  attempts: number;
}

/** Runs that may make calls, of all teams, the one started first in front. */
export async function runningRuns(database: Queryable): Promise<FeedingRun[]> {
  const { rows } = await database.query<FeedingRun>(
    `SELECT id, team_id AS "teamId", in_flight AS "inFlight" FROM run WHERE state = 'RUNNING' ORDER BY started_at, id`,
  );
  return rows;
}

/** The next ready calls of a run whose time has come, in plan order. Times are stored to the millisecond, rounded. */
export async function readyCalls(database: Queryable, runId: string, limit: number): Promise<ReadyCall[]> {
  const { rows } = await database.query<ReadyCall>(
    `SELECT id, generation, attempts FROM call
     WHERE run_id = $1 AND status = 'READY' AND available_at < clock_timestamp() + interval '1 millisecond' ORDER BY ordinal LIMIT $2`,
    [runId, limit],
  );
  return rows;
}

/** A reply that cannot be stored, or kills its worker, is not paid for without end. */
const LOST_AT_MOST = 9;

/**
 * Gives calls back whose lease has expired: the process that claimed them died or lost its way. The attempt stays on
 * record as lost, as one that may have been paid. Returns the runs concerned.
 */
export async function reclaimExpired(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ runId: string }>(
    `SELECT DISTINCT run_id AS "runId" FROM call WHERE status = 'CLAIMED' AND lease_until < clock_timestamp()`,
  );
  for (const { runId } of rows) {
    await database.transaction(async (transaction) => {
      // Attempts before their run, as those who record do; what is being recorded is left to them.
      const open = await transaction.query<{ id: string }>(
        `SELECT c.id FROM call c JOIN call_attempt a ON a.call_id = c.id AND a.n = c.attempts
         WHERE c.run_id = $1 AND c.status = 'CLAIMED' AND c.lease_until < clock_timestamp() FOR UPDATE OF a SKIP LOCKED`,
        [runId],
      );
      await transaction.query('SELECT 1 FROM run WHERE id = $1 FOR UPDATE', [runId]);
      await transaction.query(
        `WITH given AS (
           SELECT id, cost_reserved FROM call WHERE id = ANY($3::uuid[]) AND status = 'CLAIMED' AND lease_until < clock_timestamp()),
         back AS (
           UPDATE call c SET lease_until = NULL, claim_token = NULL, cost_reserved = 0, available_at = clock_timestamp(),
             transient_count = c.transient_count + 1,
             note = CASE WHEN c.transient_count >= $2 THEN jsonb_build_object('code', 'workersEnded', 'times', c.transient_count + 1) END,
             status = CASE WHEN r.state IN ('CANCELLING', 'CANCELLED') THEN 'CANCELLED'::call_status
               WHEN c.transient_count >= $2 THEN 'FAILED' ELSE 'READY' END
           FROM given g, run r WHERE c.id = g.id AND r.id = $1),
         closed AS (
           UPDATE call_attempt a SET outcome = 'lost', note = '{"code": "lost"}'
           FROM given g JOIN call c ON c.id = g.id WHERE a.call_id = c.id AND a.n = c.attempts AND a.outcome IS NULL)
         UPDATE run r SET cost_reserved = greatest(0, r.cost_reserved - g.cost), unreported_cost = r.unreported_cost + g.cost,
           unreported_attempts = r.unreported_attempts + g.calls
         FROM (SELECT coalesce(sum(cost_reserved), 0) AS cost, count(*)::int AS calls FROM given) g WHERE r.id = $1`,
        [runId, LOST_AT_MOST, open.rows.map((row) => row.id)],
      );
    });
  }
  return rows.map((row) => row.runId);
}

/** Ends the leases of claims whose process is known to be dead: its name has passed to the caller. Times are stored to the millisecond, rounded. */
export async function expireLeases(database: Queryable, workerName: string): Promise<number> {
  const { rowCount } = await database.query(
    `UPDATE call SET lease_until = clock_timestamp() - interval '1 millisecond' WHERE status = 'CLAIMED' AND starts_with(claim_token, $1 || '/')`,
    [workerName],
  );
  return rowCount ?? 0;
}
