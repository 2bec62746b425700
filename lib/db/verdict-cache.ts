import type { ShownProbabilities } from '#lib/judging/verdict-probabilities.ts';
import type { Queryable } from './database.ts';

/** A usable reply given before, by this team's judge to this very request. */
export interface CachedReply {
  key: string;
  callId: string;
  reply: string;
  /** Of the verdicts by shown position; null where the judge did not tell. */
  probabilities: ShownProbabilities | null;
}

/** Looks up keys in the cache of a team. */
export async function findCachedReplies(
  database: Queryable,
  teamId: string,
  keys: readonly string[],
): Promise<Map<string, CachedReply>> {
  const { rows } = await database.query<CachedReply>(
    `SELECT v.key, v.call_id AS "callId", t.reply,
       (SELECT json_build_object('A', CASE first WHEN 'a' THEN probability_a ELSE probability_b END,
          'B', CASE first WHEN 'a' THEN probability_b ELSE probability_a END, 'tie', probability_tie)
        FROM judgement WHERE call_id = v.call_id AND probability_a IS NOT NULL LIMIT 1) AS probabilities
     FROM verdict_cache v JOIN call_text t ON t.call_id = v.call_id
     WHERE v.team_id = $1 AND v.key = ANY($2)`,
    [teamId, keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}
