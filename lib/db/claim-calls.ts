import type { Database, Queryable } from './database.ts';

/** A request for the right to spend on one call. */
export interface ClaimRequest {
  callId: string;
  runId: string;
  judgeVersionId: string;
  /** The cache key; calls with one key are not made at the same time where the cache is used. */
  requestHash: string;
  singleFlight: boolean;
  /** The most this attempt can cost, USD; null when the price is unknown. */
  maxCost: number | null;
  leaseMs: number;
}

/** `claimed`: an attempt row exists and the request may be sent. `busy`: no room now, ask again. `gone`: not to be made now. */
export type ClaimAnswer = { kind: 'claimed'; attempt: number } | { kind: 'busy'; retryMs: number } | { kind: 'gone' };

interface RunRoom {
  id: string;
  state: string;
  claimed: number;
  free: number;
  callsLeft: number;
  costLeft: number;
}

interface JudgeRoom {
  id: string;
  holdMs: number;
  free: number;
}

/**
 * Claims calls before anything is spent: under the run's row lock, within its caps, its in-flight limit and what the
 * judge allows. Each claim writes the row of the attempt it is for.
 */
export async function claimCalls(
  database: Database,
  requests: readonly ClaimRequest[],
  claimToken: string,
): Promise<Map<string, ClaimAnswer>> {
  return database.transaction(async (transaction) => {
    const runs = await lockRuns(transaction, requests);
    const judges = await judgeRooms(transaction, requests);
    const answers = new Map<string, ClaimAnswer>();
    const chosen = await choose(transaction, { requests, runs, judges, answers });
    await take(transaction, { chosen, claimToken, answers });
    return answers;
  });
}

async function lockRuns(transaction: Queryable, requests: readonly ClaimRequest[]): Promise<Map<string, RunRoom>> {
  const ids = [...new Set(requests.map((request) => request.runId))];
  const { rows } = await transaction.query<RunRoom>(
    `WITH locked AS (SELECT * FROM run WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
     SELECT id, state, claimed, (CASE WHEN probing THEN 1 ELSE in_flight END - claimed)::int AS free,
       coalesce(max_calls - requests_reserved, 2147483647) AS "callsLeft",
       coalesce(max_cost - spend - cost_reserved, 'infinity') AS "costLeft"
     FROM locked CROSS JOIN LATERAL (
       SELECT count(*)::int AS claimed FROM call c WHERE c.run_id = locked.id AND c.status = 'CLAIMED') c`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function judgeRooms(transaction: Queryable, requests: readonly ClaimRequest[]): Promise<Map<string, JudgeRoom>> {
  const ids = [...new Set(requests.map((request) => request.judgeVersionId))];
  const { rows } = await transaction.query<JudgeRoom>(
    `SELECT id, greatest(0, extract(epoch FROM hold_until - clock_timestamp()) * 1000)::float8 AS "holdMs",
       CASE WHEN in_flight_limit IS NULL THEN 2147483647 ELSE greatest(0, floor(in_flight_limit)::int - (
         SELECT count(*) FROM call c WHERE c.judge_version_id = jv.id AND c.status = 'CLAIMED'))::int END AS free
     FROM judge_version jv WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { ...row, holdMs: row.holdMs ?? 0 }]));
}

async function choose(
  transaction: Queryable,
  room: {
    requests: readonly ClaimRequest[];
    runs: Map<string, RunRoom>;
    judges: Map<string, JudgeRoom>;
    answers: Map<string, ClaimAnswer>;
  },
): Promise<ClaimRequest[]> {
  const underWay = await hashesUnderWay(transaction, room.requests);
  const chosen: ClaimRequest[] = [];
  const capped = new Map<string, 'calls' | 'cost'>();
  for (const request of room.requests) {
    const run = room.runs.get(request.runId);
    const judge = room.judges.get(request.judgeVersionId);
    if (!run || !judge || run.state !== 'RUNNING' || capped.has(run.id))
      room.answers.set(request.callId, { kind: 'gone' });
    else if (judge.holdMs > 0) room.answers.set(request.callId, { kind: 'busy', retryMs: judge.holdMs });
    else if (run.free <= 0 || judge.free <= 0) room.answers.set(request.callId, { kind: 'busy', retryMs: 50 });
    else if (request.singleFlight && underWay.has(request.requestHash))
      room.answers.set(request.callId, { kind: 'busy', retryMs: 100 });
    else if (run.callsLeft <= 0) capped.set(run.id, 'calls');
    else if (run.costLeft < (request.maxCost ?? 0)) {
      // What is in flight may cost less than was set aside for it: the cap is reached only when nothing is.
      if (run.claimed > 0) room.answers.set(request.callId, { kind: 'busy', retryMs: 100 });
      else capped.set(run.id, 'cost');
    } else {
      run.free -= 1;
      run.claimed += 1;
      run.callsLeft -= 1;
      run.costLeft -= request.maxCost ?? 0;
      judge.free -= 1;
      underWay.add(request.requestHash);
      chosen.push(request);
      continue;
    }
    if (!room.answers.has(request.callId)) room.answers.set(request.callId, { kind: 'gone' });
  }
  for (const [runId, reason] of capped) await pauseAtCap(transaction, runId, reason);
  return chosen;
}

/** Keys that are being asked at this moment, by this team or in this batch. The team lock makes the answer hold. */
async function hashesUnderWay(transaction: Queryable, requests: readonly ClaimRequest[]): Promise<Set<string>> {
  const shared = requests.filter((request) => request.singleFlight);
  if (shared.length === 0) return new Set();
  const { rows } = await transaction.query<{ hash: string }>(
    `WITH team AS (SELECT DISTINCT team_id FROM run WHERE id = ANY($2::uuid[])),
       lock AS (SELECT pg_advisory_xact_lock(hashtextextended('single-flight ' || team_id, 0)) FROM team)
     SELECT request_hash AS hash FROM call, (SELECT count(*) FROM lock) l
     WHERE status = 'CLAIMED' AND team_id IN (SELECT team_id FROM team) AND request_hash = ANY($1)`,
    [shared.map((request) => request.requestHash), [...new Set(shared.map((request) => request.runId))]],
  );
  return new Set(rows.map((row) => row.hash));
}

async function pauseAtCap(transaction: Queryable, runId: string, reason: 'calls' | 'cost'): Promise<void> {
  await transaction.query(
    `UPDATE run SET pause_reason = $2::pause_reason,
       state = CASE WHEN EXISTS (SELECT 1 FROM call WHERE run_id = $1 AND status = 'CLAIMED') THEN 'PAUSING'::run_state ELSE 'PAUSED' END,
       state_note = CASE $2 WHEN 'calls' THEN 'The cap of ' || max_calls || ' calls is reached. Resume with a higher cap.'
         ELSE 'The next call could exceed the cap of $' || max_cost || '. Resume with a higher cap.' END
     WHERE id = $1 AND state = 'RUNNING'`,
    [runId, reason],
  );
}

async function take(
  transaction: Queryable,
  options: { chosen: readonly ClaimRequest[]; claimToken: string; answers: Map<string, ClaimAnswer> },
): Promise<void> {
  if (options.chosen.length === 0) return;
  const { rows } = await transaction.query<{ id: string; attempts: number }>(
    `WITH claimed AS (
       UPDATE call c SET status = 'CLAIMED', attempts = c.attempts + 1, claim_token = $2, request_hash = w."requestHash",
         cost_reserved = coalesce(w."maxCost", 0), lease_until = clock_timestamp() + w."leaseMs" * interval '1 millisecond'
       FROM json_to_recordset($1::json) AS w ("callId" uuid, "requestHash" text, "maxCost" float8, "leaseMs" float8)
       WHERE c.id = w."callId" AND c.status = 'READY' AND c.available_at <= clock_timestamp() + interval '20 milliseconds'
       RETURNING c.id, c.team_id, c.run_id, c.attempts, c.cost_reserved),
     attempted AS (INSERT INTO call_attempt (team_id, call_id, n, started_at) SELECT team_id, id, attempts, clock_timestamp() FROM claimed),
     reserved AS (
       UPDATE run r SET requests_reserved = requests_reserved + n.calls, cost_reserved = r.cost_reserved + n.cost
       FROM (SELECT run_id, count(*)::int AS calls, sum(cost_reserved) AS cost FROM claimed GROUP BY run_id) n WHERE r.id = n.run_id)
     SELECT id, attempts FROM claimed`,
    [JSON.stringify(options.chosen), options.claimToken],
  );
  for (const row of rows) options.answers.set(row.id, { kind: 'claimed', attempt: row.attempts });
  for (const request of options.chosen) {
    if (!options.answers.has(request.callId)) options.answers.set(request.callId, { kind: 'gone' });
  }
}
