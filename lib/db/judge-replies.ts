import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** What a judge billed for one call, all attempts together. */
export interface BilledCall {
  /** Contents of the messages of its last request. */
  messages: string[];
  /** Attempts that were answered. */
  answers: number;
  inputTokens: number;
  outputTokens: number;
}

/** A judge as asked for: versions that differ in something else count and write alike. */
export interface AskedJudge {
  endpoint: string;
  model: string;
  /** What it writes depends on the form it is asked for. */
  templateIds: readonly string[];
}

/** The newest run of the team in which such a judge answered; null when there is none. */
export async function lastRunOfJudge(database: Queryable, scope: TeamScope, judge: AskedJudge): Promise<string | null> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT r.id FROM judge_version jv JOIN run_judge rj ON rj.judge_version_id = jv.id JOIN run r ON r.id = rj.run_id
     WHERE jv.team_id = $1 AND jv.endpoint = $2 AND jv.model = $3 AND jv.template_id = ANY($4::text[]) AND r.output_tokens > 0
     ORDER BY r.number DESC LIMIT 1`,
    [scope.teamId, judge.endpoint, judge.model, judge.templateIds],
  );
  return rows[0]?.id ?? null;
}

/** Calls of a run that such a judge answered, with what it billed; at most `limit`. */
export async function billedCalls(
  database: Queryable,
  scope: TeamScope,
  wanted: { runId: string; judge: AskedJudge; limit: number },
): Promise<BilledCall[]> {
  const { endpoint, model, templateIds } = wanted.judge;
  const { rows } = await database.query<Omit<BilledCall, 'messages'> & { instructions: string; request: unknown }>(
    `SELECT c.instructions, t.request, a.answers, a.input AS "inputTokens", a.output AS "outputTokens"
     FROM (SELECT c.id, jv.instructions FROM call c JOIN judge_version jv ON jv.id = c.judge_version_id
       WHERE c.team_id = $1 AND c.run_id = $2 AND c.status IN ('DONE', 'UNUSABLE') AND c.source = 'request' AND c.attempts > 0
         AND jv.endpoint = $3 AND jv.model = $4 AND jv.template_id = ANY($5::text[]) LIMIT $6) c
     JOIN call_text t ON t.call_id = c.id
     CROSS JOIN LATERAL (SELECT count(*)::int AS answers, sum(input_tokens)::float8 AS input, sum(output_tokens)::float8 AS output
       FROM call_attempt WHERE call_id = c.id AND input_tokens IS NOT NULL AND output_tokens IS NOT NULL) a
     WHERE a.answers > 0`,
    [scope.teamId, wanted.runId, endpoint, model, templateIds, wanted.limit],
  );
  return rows.map(({ instructions, request, ...rest }) => ({ ...rest, messages: contentsOf(instructions, request) }));
}

function contentsOf(instructions: string, request: unknown): string[] {
  const sent = (request as { content: string }[]).map(({ content }) => content);
  return instructions === '' ? sent : [instructions, ...sent];
}
