import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** Attempts that may have been billed although nobody said how much. */
export interface UnreportedAttempts {
  attempts: number;
  /** USD that they cost at most; null when the price is unknown. */
  upTo: number | null;
}

/** What tells the size of a request from the texts in it, in bytes. Everything is rounded up. */
export interface RequestOverhead {
  template: number;
  /** For each text: tags and blank lines around it. */
  section: number;
  /** When a reply is asked for again. */
  reAsk: number;
  bytesPerToken: number;
}

/** Which attempts without a reply may have been billed. */
export interface PossiblyPaid {
  statuses: readonly number[];
  /** A regular expression: notes of attempts that never reached the endpoint. */
  neverSent: string;
}

/**
 * Counts the attempts of a run whose cost nobody reported: those that were lost with their worker, those that ended in a
 * time-out or a broken connection, and answers without usage. What is under way is not among them yet.
 */
export async function unreportedAttempts(
  database: Queryable,
  scope: TeamScope,
  options: { runId: string; overhead: RequestOverhead; possiblyPaid: PossiblyPaid },
): Promise<UnreportedAttempts> {
  const { runId, overhead, possiblyPaid } = options;
  const { rows } = await database.query<UnreportedAttempts>(
    `WITH unreported AS MATERIALIZED (
       SELECT c.id, c.subject_key::uuid AS match_id, c.judge_version_id, c.reask_count > 0 AS asked_again
       FROM call c JOIN call_attempt a ON a.call_id = c.id
       WHERE c.run_id = (SELECT id FROM run WHERE team_id = $1 AND id = $2) AND NOT (c.status = 'CLAIMED' AND a.n = c.attempts) AND (
         a.outcome IS NULL OR a.outcome = 'lost'
         OR a.outcome = 'transient' AND (a.http_status = ANY($3::int[]) OR a.http_status IS NULL AND a.note !~ $4)
         OR a.outcome IN ('verdict', 'unparseable', 'refused', 'truncated') AND (a.input_tokens IS NULL OR a.output_tokens IS NULL)))
     SELECT (SELECT count(*)::int FROM unreported) AS attempts,
       (SELECT coalesce(sum(
          ceil(($5 + $6 * s.texts + CASE WHEN u.asked_again THEN $7 ELSE 0 END + s.bytes) / $8::float8) * jv.input_price
          + jv.max_output_tokens * jv.output_price) / 1e6, 0)
        FROM unreported u
        JOIN judge_version jv ON jv.id = u.judge_version_id AND jv.input_price + jv.output_price > 0
        JOIN match m ON m.id = u.match_id JOIN prompt p ON p.id = m.prompt_id
        JOIN response ra ON ra.id = m.response_a_id JOIN response rb ON rb.id = m.response_b_id
        CROSS JOIN LATERAL (
          SELECT count(*) AS texts, sum(octet_length(text)) AS bytes
          FROM unnest(p.turns || p.reference || p.context || ra.turns || rb.turns) AS text WHERE text IS NOT NULL) s) AS "upTo"`,
    [
      ...[scope.teamId, runId, possiblyPaid.statuses, possiblyPaid.neverSent],
      ...[overhead.template, overhead.section, overhead.reAsk, overhead.bytesPerToken],
    ],
  );
  return rows[0] as UnreportedAttempts;
}
