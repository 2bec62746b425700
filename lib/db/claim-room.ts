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
  /** Whether it is the trial that limits the calls. */
  isTrial: boolean;
  costLeft: number;
  /** The cap that was found reached while claiming. */
  cap?: ReachedCap;
}

/** What stops a run: its own caps, its trial, or what a judge may cost in a month. */
export type ReachedCap = { reason: 'calls' | 'cost' | 'trial' } | { reason: 'month'; judge: JudgeMonthRoom };

/** What a judge with a monthly cap may still cost, over all runs. */
export interface JudgeMonthRoom {
  judge: string;
  /** UTC, `2026-11`. */
  month: string;
  /** USD. */
  cap: number;
  spent: number;
  left: number;
  /** Calls under way in any run. */
  claimed: number;
}

/** What a judge may be sent. */
export interface JudgeRoom {
  id: string;
  judgeId: string;
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
  /** By judge, for those with a monthly cap. */
  months: Map<string, JudgeMonthRoom>;
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
  const locked = await transaction.query<{ capped: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM judge_version v JOIN judge j ON j.id = v.judge_id
       WHERE v.id = ANY($2::uuid[]) AND j.monthly_cap IS NOT NULL) AS capped
     FROM run WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [runIds, judgeIds],
  );
  if (hashes.length > 0) await lockTeams(transaction, runIds);
  const months = locked.rows[0]?.capped ? await lockJudgeMonths(transaction, judgeIds) : [];
  const { rows } = await transaction.query<{ ready: string[]; runs: RunRoom[]; judges: JudgeRoom[]; hashes: string[] }>(
    `SELECT
       (SELECT json_agg(id) FROM call WHERE id = ANY($4::uuid[]) AND status::text = 'READY'
          AND available_at <= clock_timestamp() + interval '20 milliseconds') AS ready,
       (SELECT json_agg(json_build_object('id', r.id, 'teamId', r.team_id, 'state', r.state, 'claimed', c.claimed,
          'free', CASE WHEN r.probing THEN 1 ELSE r.in_flight END - c.claimed,
          'callsLeft', coalesce(least(r.max_calls, r.trial_calls) - r.requests_reserved, 2147483647),
          'isTrial', coalesce(r.trial_calls < coalesce(r.max_calls, 2147483647), false),
          'costLeft', coalesce(r.max_cost - r.spend - r.unreported_cost - r.cost_reserved, 1e300)))
        FROM run r CROSS JOIN LATERAL (SELECT count(*)::int AS claimed FROM call WHERE run_id = r.id AND status = 'CLAIMED') c
        WHERE r.id = ANY($1::uuid[])) AS runs,
       (SELECT json_agg(json_build_object('id', j.id, 'judgeId', j.judge_id, 'capability', j.capability,
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
    months: new Map(months.map(({ judgeId, ...month }) => [judgeId, month])),
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

/**
 * What judges with a monthly cap may still cost this month. Runs that ask one judge wait for each other here, after their own
 * locks: counting in a statement after the lock, none misses what another has just set aside.
 */
async function lockJudgeMonths(
  transaction: Queryable,
  judgeVersionIds: readonly string[],
): Promise<(JudgeMonthRoom & { judgeId: string })[]> {
  await transaction.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('judge month ' || id, 0))
     FROM (SELECT DISTINCT j.id FROM judge_version v JOIN judge j ON j.id = v.judge_id
       WHERE v.id = ANY($1::uuid[]) AND j.monthly_cap IS NOT NULL ORDER BY j.id) capped`,
    [judgeVersionIds],
  );
  const { rows } = await transaction.query<JudgeMonthRoom & { judgeId: string }>(
    `SELECT j.id AS "judgeId", j.name AS judge, now.month, j.monthly_cap AS cap, coalesce(jm.spend, 0) AS spent,
       j.monthly_cap - coalesce(jm.spend, 0) - reserved.cost AS left, reserved.calls AS claimed
     FROM judge j
     CROSS JOIN (SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM') AS month) now
     LEFT JOIN judge_month jm ON jm.judge_id = j.id AND jm.month = now.month
     CROSS JOIN LATERAL (SELECT count(*)::int AS calls, coalesce(sum(c.cost_reserved), 0) AS cost
       FROM judge_version v JOIN call c ON c.judge_version_id = v.id AND c.status = 'CLAIMED'
       WHERE v.judge_id = j.id) reserved
     WHERE j.monthly_cap IS NOT NULL AND j.id IN (SELECT judge_id FROM judge_version WHERE id = ANY($1::uuid[]))`,
    [judgeVersionIds],
  );
  return rows;
}
