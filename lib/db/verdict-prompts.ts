import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import type { StagedProblem } from './import-checks.ts';

/**
 * Finds the prompts of staged verdicts among those of the benchmark, which must be staged: by key, else by text. What is not
 * found is staged as a new prompt. Afterwards `verdict_prompt_key` says which key each prompt has.
 */
export async function matchVerdictPrompts(transaction: Queryable): Promise<{ known: number; created: number }> {
  await transaction.query('ANALYZE staged_prompt, staged_verdict, staged_verdict_prompt');
  await transaction.query(`
    INSERT INTO verdict_prompt_key
    SELECT v.prompt, coalesce(by_key.key, by_text.key, v."newKey"), coalesce(by_key.key, by_text.key) IS NULL
    FROM staged_verdict_prompt v
    LEFT JOIN staged_prompt by_key ON by_key.key = v.key
    LEFT JOIN (SELECT DISTINCT ON (turns) turns, key FROM staged_prompt WHERE cardinality(turns) > 0 ORDER BY turns, place) by_text
      ON by_text.turns = v.turns`);
  await transaction.query(`
    INSERT INTO staged_prompt (position, file, line, key, "contentHash", turns, context, reference, category, tags, place)
    SELECT v.position, v.file, v.line, v."newKey", v."contentHash", v.turns, NULL, '{}', v.category, '{}', v.position
    FROM staged_verdict_prompt v JOIN verdict_prompt_key k ON k.prompt = v.prompt WHERE k.created`);
  await transaction.query('ANALYZE verdict_prompt_key');
  const { rows } = await transaction.query<{ known: number; created: number }>(
    `SELECT count(*) FILTER (WHERE NOT created)::int AS known, count(*) FILTER (WHERE created)::int AS created FROM verdict_prompt_key`,
  );
  return rows[0] as { known: number; created: number };
}

/** Answers of one contestant to one prompt that differ from row to row. */
export async function findAnswerProblems(transaction: Queryable, limit: number): Promise<StagedProblem[]> {
  const { rows } = await transaction.query<StagedProblem>(
    `SELECT position, file, line, 'answer' AS field, 'one answer a contestant and prompt' AS expected,
       'another answer of ' || to_json(contestant)::text AS got, 'Keep one of the answers.' AS fix
     FROM (SELECT a.*, row_number() OVER (PARTITION BY k.key, a.contestant ORDER BY a.position) AS copy,
             first_value(a."textHash") OVER (PARTITION BY k.key, a.contestant ORDER BY a.position) AS first_hash
           FROM staged_verdict_answer a JOIN verdict_prompt_key k ON k.prompt = a.prompt) numbered
     WHERE copy > 1 AND "textHash" <> first_hash ORDER BY position LIMIT $1`,
    [limit],
  );
  return rows;
}

/** Stages, for `publishResponses`, the answers that are not what their contestant's newest submission says already. */
export async function stageNewAnswers(transaction: Queryable, scope: TeamScope, benchmarkId: string): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_response (position, file, line, "promptKey", contestant, turns, "textHash")
     SELECT DISTINCT ON (k.key, a.contestant) a.position, a.file, a.line, k.key, a.contestant, a.turns, a."textHash"
     FROM staged_verdict_answer a JOIN verdict_prompt_key k ON k.prompt = a.prompt
     WHERE NOT EXISTS (
       SELECT 1 FROM staged_prompt p JOIN prompt q ON q.team_id = $1 AND q.content_hash = p."contentHash"
       JOIN response r ON r.prompt_id = q.id AND r.text_hash = a."textHash"
       JOIN submission s ON s.id = r.submission_id AND s.benchmark_id = $2
       JOIN contestant c ON c.id = s.contestant_id AND c.name = a.contestant
       WHERE p.key = k.key AND s.id = (SELECT n.id FROM submission n WHERE n.benchmark_id = $2 AND n.contestant_id = c.id
                                       ORDER BY n.created_at DESC, n.id DESC LIMIT 1))
     ORDER BY k.key, a.contestant, a.position`,
    [scope.teamId, benchmarkId],
  );
}
