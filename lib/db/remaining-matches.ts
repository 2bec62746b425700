import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** A match of a run that has no result yet. */
export interface RemainingMatch {
  id: string;
  promptId: string;
  /** Null while the entrant is unknown. */
  responseAId: string | null;
  responseBId: string | null;
  feedsMatchId: string | null;
  feedsSide: 'a' | 'b' | null;
  /** Calls still to be made, by judge version; null while there are none because an entrant is unknown. */
  calls: Record<string, number> | null;
}

/** The matches of a run that have no result yet, by round. */
export async function remainingMatches(
  database: Queryable,
  scope: TeamScope,
  runId: string,
): Promise<RemainingMatch[]> {
  const { rows } = await database.query<RemainingMatch>(
    `WITH pending AS (
       SELECT subject_key, json_object_agg(judge_version_id, calls) AS calls FROM (
         SELECT subject_key, judge_version_id, count(*)::int AS calls FROM call
         WHERE run_id = $2 AND status IN ('READY', 'CLAIMED', 'BLOCKED', 'WAITING', 'FAILED')
         GROUP BY subject_key, judge_version_id) each GROUP BY subject_key)
     SELECT m.id, m.prompt_id AS "promptId", m.response_a_id AS "responseAId", m.response_b_id AS "responseBId",
       m.feeds_match_id AS "feedsMatchId", m.feeds_side AS "feedsSide",
       CASE WHEN m.state = 'open' THEN coalesce(p.calls, '{}') END AS calls
     FROM match m LEFT JOIN pending p ON p.subject_key = m.id::text
     WHERE m.team_id = $1 AND m.run_id = $2 AND m.state IN ('waiting', 'open') ORDER BY m.round, m.ordinal`,
    [scope.teamId, runId],
  );
  return rows;
}
