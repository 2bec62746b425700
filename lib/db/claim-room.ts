import type { JudgeCapability } from '#lib/chat/judge-capability.ts';
import type { ClaimRequest } from './claim-calls.ts';
import type { Queryable } from './database.ts';

/** What a run may still send. */
export interface RunRoom {
  id: string;
  teamId: string;
  state: string;
  claimed: number;
  free: number;
  callsLeft: number;
  costLeft: number;
  /** The cap that was found reached while claiming. */
  cap?: 'calls' | 'cost';
}

/** What a judge may be sent. */
export interface JudgeRoom {
  id: string;
  holdMs: number;
  free: number;
  /** What its endpoint was found able to do by now. */
  capability: JudgeCapability | null;
}

/** What may be claimed at this moment; true for as long as the transaction holds its locks. */
export interface ClaimRoom {
  /** The calls whose time has come, of those asked for. */
  ready: Set<string>;
  runs: Map<string, RunRoom>;
  judges: Map<string, JudgeRoom>;
  /** What is being asked, or was answered since the caller looked, where that matters: see `askedBy`. */
  underWay: Set<string>;
}

/** Names a question of a team. */
export function askedBy(teamId: string, requestHash: string): string {
  return `${teamId} ${requestHash}`;
}

/** Locks the runs, then counts: in one statement the counts would be older than the locks. */
export async function lockClaimRoom(transaction: Queryable, requests: readonly ClaimRequest[]): Promise<ClaimRoom> {
  const runIds = [...new Set(requests.map((request) => request.runId))];
  const judgeIds = [...new Set(requests.map((request) => request.judgeVersionId))];
  const hashes = requests.filter((request) => request.singleFlight).map((request) => request.requestHash);
  await transaction.query('SELECT 1 FROM run WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [runIds]);
  if (hashes.length > 0) await lockTeams(transaction, runIds);
  const { rows } = await transaction.query<{ ready: string[]; runs: RunRoom[]; judges: JudgeRoom[]; hashes: string[] }>(
    `SELECT
       (SELECT json_agg(id) FROM call WHERE id = ANY($4::uuid[]) AND status::text = 'READY'
          AND available_at <= clock_timestamp() + interval '20 milliseconds') AS ready,
       (SELECT json_agg(json_build_object('id', r.id, 'teamId', r.team_id, 'state', r.state, 'claimed', c.claimed,
          'free', CASE WHEN r.probing THEN 1 ELSE r.in_flight END - c.claimed,
          'callsLeft', coalesce(r.max_calls - r.requests_reserved, 2147483647),
          'costLeft', coalesce(r.max_cost - r.spend - r.unreported_cost - r.cost_reserved, 1e300)))
        FROM run r CROSS JOIN LATERAL (SELECT count(*)::int AS claimed FROM call WHERE run_id = r.id AND status = 'CLAIMED') c
        WHERE r.id = ANY($1::uuid[])) AS runs,
       (SELECT json_agg(json_build_object('id', j.id, 'capability', j.capability,
          'holdMs', coalesce(greatest(0, extract(epoch FROM j.hold_until - clock_timestamp()) * 1000), 0),
          'free', CASE WHEN j.in_flight_limit IS NULL THEN 2147483647 ELSE floor(j.in_flight_limit)::int
            - (SELECT count(*)::int FROM call WHERE judge_version_id = j.id AND status = 'CLAIMED') END))
        FROM judge_version j WHERE j.id = ANY($2::uuid[])) AS judges,
       (SELECT coalesce(json_agg(team_id || ' ' || hash), '[]') FROM (
          SELECT team_id, request_hash AS hash FROM call WHERE status = 'CLAIMED' AND request_hash = ANY($3::text[])
            AND team_id IN (SELECT team_id FROM run WHERE id = ANY($1::uuid[]))
          UNION
          SELECT v.team_id, v.key FROM verdict_cache v JOIN call_text t ON t.call_id = v.call_id WHERE v.key = ANY($3::text[]) AND v.team_id IN (SELECT team_id FROM run WHERE id = ANY($1::uuid[]))
        ) known) AS hashes`,
    [runIds, judgeIds, hashes, requests.map((request) => request.callId)],
  );
  const room = rows[0];
  return {
    ready: new Set(room?.ready ?? []),
    runs: new Map((room?.runs ?? []).map((run) => [run.id, run])),
    judges: new Map((room?.judges ?? []).map((judge) => [judge.id, judge])),
    underWay: new Set(room?.hashes ?? []),
  };
}

/** Two runs of a team do not ask one question at the same time: their claims wait for each other. */
async function lockTeams(transaction: Queryable, runIds: readonly string[]): Promise<void> {
  await transaction.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('single-flight ' || team_id, 0))
     FROM (SELECT DISTINCT team_id FROM run WHERE id = ANY($1::uuid[]) ORDER BY team_id) t`,
    [runIds],
  );
}
