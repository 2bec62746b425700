import type { Queryable } from './database.ts';
import type { CallNote } from './notes.ts';

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
  note: CallNote | null;
}

/** What was asked and answered, as sent and as received. */
export interface CallText {
  teamId: string;
  callId: string;
  request: unknown;
  reply: string;
}

/** A usable reply to be used again; `replace` makes it the one that counts. */
export interface CacheLine {
  teamId: string;
  key: string;
  callId: string;
  replace: boolean;
}

/** An attempt whose end has come on record. */
export interface ClosedAttempt {
  /** Its worker was given up; the reply came after all. */
  wasLost: boolean;
  /** USD that were set aside for it. */
  reserved: number;
  /** When it began, UTC: `2026-11`. */
  month: string;
}

/** Which of the replies were news. */
export interface KeptReplies {
  /** Attempts whose end was not on record, by `call-id number`. */
  attempts: Map<string, ClosedAttempt>;
  /** Calls that had no texts yet, by id. */
  texts: Set<string>;
}

/**
 * Puts on record what came back, whatever it decides: ends of attempts, of which one on record stays as it is; texts of
 * calls that have none yet, and what of these can be used again. That is most of what a reply writes, and needs no lock of the run:
 * the caller takes it afterwards, in the same transaction, and nobody waits meanwhile. Who locks both
 * takes attempts before their run.
 */
export async function keepReplies(
  transaction: Queryable,
  replies: { ends: readonly AttemptEnd[]; texts: readonly CallText[]; cacheLines: readonly CacheLine[] },
): Promise<KeptReplies> {
  const { rows } = await transaction.query<{ attempts: [string, ClosedAttempt][] | null; texts: string[] }>(
    `WITH written AS (
       SELECT * FROM json_to_recordset($1::json) AS w ("callId" uuid, n int, outcome text, "httpStatus" int, "inputTokens" int,
         "outputTokens" int, cost float8, "latencyMs" int, "servedModel" text, fingerprint text, note jsonb)),
     before AS (
       SELECT a.call_id, a.n, a.outcome FROM written w JOIN call_attempt a ON a.call_id = w."callId" AND a.n = w.n FOR UPDATE OF a),
     ended AS (
       UPDATE call_attempt a SET outcome = w.outcome, http_status = w."httpStatus", input_tokens = w."inputTokens",
         output_tokens = w."outputTokens", cost = w.cost, latency_ms = w."latencyMs", served_model = w."servedModel",
         fingerprint = w.fingerprint, note = w.note
       FROM written w JOIN before ON before.call_id = w."callId" AND before.n = w.n
       WHERE a.call_id = w."callId" AND a.n = w.n AND (a.outcome IS NULL OR a.outcome = 'lost')
       RETURNING a.call_id || ' ' || a.n AS attempt, before.outcome IS NOT NULL AS "wasLost", a.reserved,
         to_char(a.started_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month),
     kept AS (
       INSERT INTO call_text (team_id, call_id, request, reply)
       SELECT "teamId", "callId", request, reply
       FROM json_to_recordset($2::json) AS w ("teamId" uuid, "callId" uuid, request jsonb, reply text)
       ORDER BY "callId" ON CONFLICT (call_id) DO NOTHING RETURNING call_id),
     remembered AS (
       INSERT INTO verdict_cache AS v (team_id, key, call_id)
       SELECT DISTINCT ON ("teamId", key) "teamId", key, "callId"
       FROM json_to_recordset($3::json) AS w ("teamId" uuid, key text, "callId" uuid)
       WHERE "callId" IN (SELECT call_id FROM kept) ORDER BY "teamId", key
       ON CONFLICT (team_id, key) DO UPDATE SET call_id = excluded.call_id
       WHERE EXISTS (SELECT 1 FROM json_to_recordset($3::json) AS w (key text, replace boolean) WHERE w.key = excluded.key AND w.replace))
     SELECT (SELECT json_agg(json_build_array(attempt, json_build_object('wasLost', "wasLost", 'reserved', reserved, 'month', month))) FROM ended) AS attempts,
        ARRAY(SELECT call_id FROM kept)::text[] AS texts`,
    [replies.ends, replies.texts, replies.cacheLines].map((list) => JSON.stringify(list)),
  );
  return { attempts: new Map(rows[0]?.attempts ?? []), texts: new Set(rows[0]?.texts) };
}
