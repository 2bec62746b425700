import type { Combination } from '#lib/judging/combine-jury.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import type { Queryable } from './database.ts';
import type { NewJudgement } from './judgements.ts';
import type { CacheLine, CallText } from './keep-replies.ts';
import type { CallNote } from './notes.ts';
import type { PauseReason } from './run-row.ts';

/** A call under the lock of the transaction that records what came of it. */
export interface LockedCall {
  id: string;
  runId: string;
  status: string;
  matchId: string;
  generation: number;
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
  pauseReason: PauseReason | null;
  /** Attempts that reached nobody since the last one that did. */
  silentFailures: number;
  combination: Combination;
  excludeFamily: boolean;
  samples: number;
  /** The newest generation of judgements. */
  generation: number;
  /** Judge versions of all generations. */
  jury: Juror[];
  /** Whether a judge of the run may be asked less at once than the run allows, after it refused some requests. */
  isGoverned: boolean;
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
  note: CallNote | null;
}

/** Spend to add to a run and reservations to give back. */
export interface RunSpend {
  runId: string;
  cost: number;
  reserved: number;
  inputTokens: number;
  outputTokens: number;
  answered: boolean;
  /** Attempts whose cost nobody reported, and what was set aside for them; negative where a lost one has come back. */
  unreportedAttempts: number;
  unreportedCost: number;
}

/** Locks runs in id order: what changes a run takes this lock first; only attempts are locked before it. */
export async function lockRunFrames(transaction: Queryable, ids: readonly string[]): Promise<Map<string, LockedRun>> {
  const { rows } = await transaction.query<LockedRun>(
    `WITH locked AS (SELECT * FROM run WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
     SELECT id, team_id AS "teamId", seed, both_orders AS "bothOrders", state, pause_reason AS "pauseReason", silent_failures AS "silentFailures",
       combination, exclude_family AS "excludeFamily", samples, generation,
       (SELECT json_agg(json_build_object('judgeVersionId', judge_version_id, 'seat', seat, 'weight', weight, 'categories', categories,
          'family', family, 'generation', generation) ORDER BY generation, seat, categories, judge_version_id)
        FROM run_judge WHERE run_id = locked.id) AS jury,
       EXISTS (SELECT 1 FROM run_judge rj JOIN judge_version j ON j.id = rj.judge_version_id
         WHERE rj.run_id = locked.id AND j.in_flight_limit IS NOT NULL) AS "isGoverned"
     FROM locked`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The calls as they stand; the caller holds their runs' locks. */
export async function readCalls(transaction: Queryable, ids: readonly string[]): Promise<Map<string, LockedCall>> {
  const { rows } = await transaction.query<LockedCall>(
    `SELECT id, run_id AS "runId", status, subject_key AS "matchId", generation, claim_token AS "claimToken", attempts,
       transient_count AS "transientCount", reask_count AS "reaskCount", cost_reserved AS "costReserved"
     FROM call WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a batch of outcomes writes under the lock, besides what follows from it for matches. */
export interface OutcomeWrites {
  changes: readonly CallChange[];
  /** Texts that replace those of an earlier attempt. */
  texts: readonly CallText[];
  /** What of these can be used again. */
  cacheLines: readonly CacheLine[];
  judgements: readonly (NewJudgement & { teamId: string; runId: string })[];
  spends: readonly RunSpend[];
}

/**
 * Writes a batch of outcomes in one statement, as the run's lock is held meanwhile:
 * - call states, ending their leases; judgements, of which one that is there stays as it is;
 * - request and raw reply of calls asked again, the last answer winning, and usable ones for reuse;
 * - spend, reported and not, with reservations given back; a first answer after a blocked pause ends the probing.
 */
export async function writeOutcomes(transaction: Queryable, writes: OutcomeWrites): Promise<void> {
  await transaction.query(
    `WITH changed AS (
       UPDATE call c SET status = w.status, available_at = clock_timestamp() + w."delayMs" * interval '1 millisecond',
         transient_count = w."transientCount", reask_count = w."reaskCount", source = w.source, cached_from_id = w."cachedFromId",
         request_hash = coalesce(w."requestHash", c.request_hash), note = w.note, lease_until = NULL, claim_token = NULL, cost_reserved = 0
       FROM json_to_recordset($1::json) AS w (id uuid, status call_status, "delayMs" float8, "transientCount" int, "reaskCount" int,
         source call_source, "cachedFromId" uuid, "requestHash" text, note jsonb)
       WHERE c.id = w.id),
     kept AS (
       INSERT INTO call_text (team_id, call_id, request, reply)
       SELECT "teamId", "callId", request, reply
       FROM json_to_recordset($2::json) AS w ("teamId" uuid, "callId" uuid, request jsonb, reply text)
       ON CONFLICT (call_id) DO UPDATE SET request = excluded.request, reply = excluded.reply),
     judged AS (
       INSERT INTO judgement (id, team_id, run_id, match_id, call_id, judge_version_id, "order", turn, sample, generation, verdict, first, reason, source)
       SELECT id, "teamId", "runId", "matchId", "callId", "judgeVersionId", "order", turn, sample, generation, verdict, first, reason, source
       FROM json_to_recordset($3::json) AS w (id uuid, "teamId" uuid, "runId" uuid, "matchId" uuid, "callId" uuid, "judgeVersionId" uuid,
         "order" int, turn int, sample int, generation int, verdict verdict, first side, reason text, source judgement_source)
       ON CONFLICT (match_id, judge_version_id, "order", turn, sample, generation) DO NOTHING),
     remembered AS (
       INSERT INTO verdict_cache (team_id, key, call_id)
       SELECT DISTINCT ON ("teamId", key) "teamId", key, "callId"
       FROM json_to_recordset($5::json) AS w ("teamId" uuid, key text, "callId" uuid) ORDER BY "teamId", key
       ON CONFLICT (team_id, key) DO UPDATE SET call_id = excluded.call_id
       WHERE EXISTS (SELECT 1 FROM json_to_recordset($5::json) AS w (key text, replace boolean) WHERE w.key = excluded.key AND w.replace))
     UPDATE run r SET spend = r.spend + w.cost, cost_reserved = greatest(0, r.cost_reserved - w.reserved),
       input_tokens = r.input_tokens + w."inputTokens", output_tokens = r.output_tokens + w."outputTokens",
       unreported_attempts = r.unreported_attempts + w."unreportedAttempts",
       unreported_cost = greatest(0, r.unreported_cost + w."unreportedCost"), probing = r.probing AND NOT w.answered
     FROM json_to_recordset($4::json) AS w ("runId" uuid, cost float8, reserved float8, "inputTokens" bigint, "outputTokens" bigint, answered boolean,
       "unreportedAttempts" int, "unreportedCost" float8)
     WHERE r.id = w."runId"`,
    [writes.changes, writes.texts, writes.judgements, writes.spends, writes.cacheLines].map((rows) =>
      JSON.stringify(rows),
    ),
  );
}
