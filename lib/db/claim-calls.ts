import { askedBy, type ClaimRoom, type JudgeRoom, lockClaimRoom, type RunRoom } from './claim-room.ts';
import type { Database, Queryable } from './database.ts';
import { clockAssignments } from './run-clock.ts';

/** A request for the right to spend on one call. */
export interface ClaimRequest {
  callId: string;
  /** Attempts it had when it was loaded: what came of a later one is not in the request. */
  attempts: number;
  runId: string;
  judgeVersionId: string;
  /** The cache key; calls with one key are not made at the same time where the cache is used. */
  requestHash: string;
  singleFlight: boolean;
  /** The most this attempt can cost, USD; null when the price is unknown. */
  maxCost: number | null;
  leaseMs: number;
}

/**
 * `claimed`: an attempt row exists and the request may be sent. `busy`: no room now. `asked`: the same question is under way,
 * look again later. `gone`: not to be made now.
 */
export type ClaimAnswer =
  | { kind: 'claimed'; attempt: number }
  | { kind: 'busy' | 'asked'; retryMs: number }
  | { kind: 'gone' };

/** Answers by call, and for how many more of each run and judge there was room (`roomKey`), with all that limits them. */
export interface Claims {
  answers: Map<string, ClaimAnswer>;
  free: Map<string, number>;
}

const GONE: ClaimAnswer = { kind: 'gone' };
/** Whoever finds no room is woken when some is made; this is only for wake-ups that got lost. */
const ROOM_RETRY_MS = 10_000;
const SAME_REQUEST_RETRY_MS = 50;

/**
 * Claims calls before anything is spent: under the run's row lock, within its caps, its in-flight limit and what the
 * judge allows. Each claim writes the row of the attempt it is for.
 */
export async function claimCalls(
  database: Database,
  requests: readonly ClaimRequest[],
  claimToken: string,
): Promise<Claims> {
  return database.transaction(async (transaction) => {
    const room = await lockClaimRoom(transaction, requests);
    const answers = new Map<string, ClaimAnswer>();
    const chosen: ClaimRequest[] = [];
    for (const request of requests) {
      const refusal = room.ready.has(request.callId) ? refusalOf(request, room) : GONE;
      if (refusal) answers.set(request.callId, refusal);
      else chosen.push(occupy(request, room));
    }
    const taken = await take(transaction, chosen, claimToken);
    for (const { callId } of chosen) {
      const attempt = taken.get(callId);
      answers.set(callId, attempt === undefined ? GONE : { kind: 'claimed', attempt });
    }
    for (const run of room.runs.values()) if (run.cap) await pauseAtCap(transaction, run.id, run.cap);
    return { answers, free: freeRoom(requests, room) };
  });
}

/** Why a call may not be sent now; null when it may. Notes in the room when a cap is what stands in the way. */
function refusalOf(request: ClaimRequest, room: ClaimRoom): ClaimAnswer | null {
  const run = room.runs.get(request.runId);
  const judge = room.judges.get(request.judgeVersionId);
  if (!run || !judge || run.state !== 'RUNNING' || run.cap) return { kind: 'gone' };
  if (judge.holdMs > 0) return { kind: 'busy', retryMs: judge.holdMs };
  if (run.free <= 0 || judge.free <= 0) return { kind: 'busy', retryMs: ROOM_RETRY_MS };
  if (request.singleFlight && room.underWay.has(askedBy(run.teamId, request.requestHash)))
    return { kind: 'asked', retryMs: SAME_REQUEST_RETRY_MS };
  if (run.callsLeft <= 0) run.cap = 'calls';
  else if (run.costLeft < (request.maxCost ?? 0)) {
    // What is in flight may cost less than was set aside for it: the cap is reached only when nothing is.
    if (run.claimed > 0) {
      run.free = 0;
      return { kind: 'busy', retryMs: ROOM_RETRY_MS };
    }
    run.cap = 'cost';
  }
  return run.cap ? { kind: 'gone' } : null;
}

/** Names what calls of one run to one judge wait for. */
export function roomKey({ runId, judgeVersionId }: { runId: string; judgeVersionId: string }): string {
  return `${runId} ${judgeVersionId}`;
}

function freeRoom(requests: readonly ClaimRequest[], room: ClaimRoom): Map<string, number> {
  return new Map(
    requests.map((request) => {
      const run = room.runs.get(request.runId);
      const judge = room.judges.get(request.judgeVersionId);
      const judgeFree = judge && judge.holdMs <= 0 ? judge.free : 0;
      return [roomKey(request), run?.cap || !run ? 0 : Math.max(0, Math.min(run.free, run.callsLeft, judgeFree))];
    }),
  );
}

function occupy(request: ClaimRequest, room: ClaimRoom): ClaimRequest {
  const run = room.runs.get(request.runId) as RunRoom;
  const judge = room.judges.get(request.judgeVersionId) as JudgeRoom;
  run.free -= 1;
  run.claimed += 1;
  run.callsLeft -= 1;
  run.costLeft -= request.maxCost ?? 0;
  judge.free -= 1;
  room.underWay.add(askedBy(run.teamId, request.requestHash));
  return request;
}

async function pauseAtCap(transaction: Queryable, runId: string, reason: 'calls' | 'cost'): Promise<void> {
  const to = `CASE WHEN EXISTS (SELECT 1 FROM call WHERE run_id = $1 AND status = 'CLAIMED') THEN 'PAUSING'::run_state ELSE 'PAUSED' END`;
  await transaction.query(
    `UPDATE run SET pause_reason = $2::pause_reason, state = ${to}, ${clockAssignments(to)},
       state_note = CASE $2 WHEN 'calls' THEN jsonb_build_object('code', 'callCap', 'cap', max_calls)
         ELSE jsonb_build_object('code', 'costCap', 'cap', max_cost) END
     WHERE id = $1 AND state = 'RUNNING'`,
    [runId, reason],
  );
}

/** Marks calls as claimed; returns the number of the attempt by call, for those that were still ready. */
async function take(
  transaction: Queryable,
  chosen: readonly ClaimRequest[],
  claimToken: string,
): Promise<Map<string, number>> {
  if (chosen.length === 0) return new Map();
  const { rows } = await transaction.query<{ id: string; attempts: number }>(
    `WITH claimed AS (
       UPDATE call c SET status = 'CLAIMED', attempts = c.attempts + 1, claim_token = $2, request_hash = w."requestHash",
         cost_reserved = coalesce(w."maxCost", 0), lease_until = clock_timestamp() + w."leaseMs" * interval '1 millisecond'
       FROM json_to_recordset($1::json) AS w ("callId" uuid, attempts int, "requestHash" text, "maxCost" float8, "leaseMs" float8)
       WHERE c.id = w."callId" AND c.attempts = w.attempts AND c.status::text = 'READY'
       RETURNING c.id, c.team_id, c.run_id, c.attempts, c.cost_reserved),
     attempted AS (
       INSERT INTO call_attempt (team_id, call_id, n, started_at, reserved)
       SELECT team_id, id, attempts, clock_timestamp(), cost_reserved FROM claimed),
     reserved AS (
       UPDATE run r SET requests_reserved = requests_reserved + n.calls, cost_reserved = r.cost_reserved + n.cost
       FROM (SELECT run_id, count(*)::int AS calls, sum(cost_reserved) AS cost FROM claimed GROUP BY run_id) n WHERE r.id = n.run_id)
     SELECT id, attempts FROM claimed`,
    [JSON.stringify(chosen), claimToken],
  );
  return new Map(rows.map((row) => [row.id, row.attempts]));
}
