import type { Queryable } from './database.ts';

/** A call under the lock of the transaction that records what came of it. */
export interface LockedCall {
  id: string;
  runId: string;
  status: string;
  matchId: string;
  claimToken: string | null;
  attempts: number;
  transientCount: number;
  reaskCount: number;
  costReserved: number;
}

/** A run under lock, with what recording and settling need. */
export interface LockedRun {
  id: string;
  teamId: string;
  seed: string;
  bothOrders: boolean;
  state: string;
  judgeVersionIds: string[];
}

/** How a call goes on. `status` null leaves the call as it is: somebody else ended it. */
export interface CallChange {
  id: string;
  status: 'READY' | 'DONE' | 'UNUSABLE' | 'FAILED' | 'BLOCKED' | 'CANCELLED';
  delayMs: number;
  transientCount: number;
  reaskCount: number;
  source: 'request' | 'cache';
  cachedFromId: string | null;
  requestHash: string | null;
  note: string | null;
}

/** How an attempt ended. */
export interface AttemptEnd {
  callId: string;
  n: number;
  outcome: string;
  httpStatus: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  cost: number | null;
  latencyMs: number;
  servedModel: string | null;
  fingerprint: string | null;
  note: string | null;
}

/** Spend to add to a run and reservations to give back. */
export interface RunSpend {
  runId: string;
  cost: number;
  reserved: number;
  inputTokens: number;
  outputTokens: number;
  answered: boolean;
}

/** Locks runs in id order: the first lock every writer of a run takes. */
export async function lockRunFrames(transaction: Queryable, ids: readonly string[]): Promise<Map<string, LockedRun>> {
  const { rows } = await transaction.query<LockedRun>(
    `WITH locked AS (SELECT * FROM run WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
     SELECT id, team_id AS "teamId", seed, both_orders AS "bothOrders", state,
       (SELECT array_agg(judge_version_id ORDER BY judge_version_id)::text[] FROM run_judge WHERE run_id = locked.id) AS "judgeVersionIds"
     FROM locked`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The calls as they stand; the caller holds their runs' locks. */
export async function readCalls(transaction: Queryable, ids: readonly string[]): Promise<Map<string, LockedCall>> {
  const { rows } = await transaction.query<LockedCall>(
    `SELECT id, run_id AS "runId", status, subject_key AS "matchId", claim_token AS "claimToken", attempts,
       transient_count AS "transientCount", reask_count AS "reaskCount", cost_reserved AS "costReserved"
     FROM call WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes call states, ending their leases. */
export async function changeCalls(transaction: Queryable, changes: readonly CallChange[]): Promise<void> {
  if (changes.length === 0) return;
  await transaction.query(
    `UPDATE call c SET status = w.status, available_at = clock_timestamp() + w."delayMs" * interval '1 millisecond',
       transient_count = w."transientCount", reask_count = w."reaskCount", source = w.source, cached_from_id = w."cachedFromId",
       request_hash = coalesce(w."requestHash", c.request_hash), note = w.note, lease_until = NULL, claim_token = NULL, cost_reserved = 0
     FROM json_to_recordset($1::json) AS w (id uuid, status call_status, "delayMs" float8, "transientCount" int, "reaskCount" int,
       source call_source, "cachedFromId" uuid, "requestHash" text, note text)
     WHERE c.id = w.id`,
    [JSON.stringify(changes)],
  );
}

/** Closes attempt rows; one that is closed already stays as it is. */
export async function endAttempts(transaction: Queryable, ends: readonly AttemptEnd[]): Promise<void> {
  if (ends.length === 0) return;
  await transaction.query(
    `UPDATE call_attempt a SET outcome = w.outcome, http_status = w."httpStatus", input_tokens = w."inputTokens",
       output_tokens = w."outputTokens", cost = w.cost, latency_ms = w."latencyMs", served_model = w."servedModel",
       fingerprint = w.fingerprint, note = w.note
     FROM json_to_recordset($1::json) AS w ("callId" uuid, n int, outcome text, "httpStatus" int, "inputTokens" int, "outputTokens" int,
       cost float8, "latencyMs" int, "servedModel" text, fingerprint text, note text)
     WHERE a.call_id = w."callId" AND a.n = w.n AND a.outcome IS NULL`,
    [JSON.stringify(ends)],
  );
}

/** Keeps request and raw reply of answered attempts; the last answer of a call wins. */
export async function storeTexts(
  transaction: Queryable,
  teamId: string,
  texts: readonly { callId: string; request: unknown; reply: string }[],
): Promise<void> {
  if (texts.length === 0) return;
  await transaction.query(
    `INSERT INTO call_text (team_id, call_id, request, reply)
     SELECT $1, "callId", request, reply FROM json_to_recordset($2::json) AS row ("callId" uuid, request jsonb, reply text)
     ON CONFLICT (call_id) DO UPDATE SET request = excluded.request, reply = excluded.reply`,
    [teamId, JSON.stringify(texts)],
  );
}

/** Books spend and gives reservations back; a first answer after a blocked pause ends the probing. */
export async function bookSpend(transaction: Queryable, spends: readonly RunSpend[]): Promise<void> {
  await transaction.query(
    `UPDATE run r SET spend = r.spend + w.cost, cost_reserved = greatest(0, r.cost_reserved - w.reserved),
       input_tokens = r.input_tokens + w."inputTokens", output_tokens = r.output_tokens + w."outputTokens",
       probing = r.probing AND NOT w.answered
     FROM json_to_recordset($1::json) AS w ("runId" uuid, cost float8, reserved float8, "inputTokens" bigint, "outputTokens" bigint, answered boolean)
     WHERE r.id = w."runId"`,
    [JSON.stringify(spends)],
  );
}

/** Of the given matches, those none of whose calls can still bring a verdict. */
export async function matchesWithAllCallsEnded(
  transaction: Queryable,
  runId: string,
  matchIds: readonly string[],
): Promise<string[]> {
  const { rows } = await transaction.query<{ matchId: string }>(
    `SELECT subject_key AS "matchId" FROM call WHERE run_id = $1 AND kind = 'pairwise' AND subject_key = ANY($2::text[])
     GROUP BY subject_key HAVING bool_and(status IN ('DONE', 'UNUSABLE'))`,
    [runId, matchIds],
  );
  return rows.map((row) => row.matchId);
}
