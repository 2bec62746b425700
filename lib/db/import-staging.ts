import type { Queryable } from './database.ts';

/** A prompt row on its way in. `contentHash` identifies turns, context and reference. */
export interface StagedPrompt {
  file: string;
  line: number;
  key: string;
  contentHash: string;
  turns: string[];
  context: string | null;
  reference: string[];
  category: string | null;
  tags: string[];
}

/** A response row on its way in. `textHash` identifies its turns. */
export interface StagedResponse {
  file: string;
  line: number;
  promptKey: string;
  contestant: string;
  turns: string[];
  textHash: string;
}

/** A row that cannot be imported, as the user is told. */
export interface StagedProblem {
  file: string;
  line: number;
  field: string;
  expected: string;
  got: string;
}

/** Tables that live as long as the import's transaction: rows are checked against each other by SQL, whatever their number. */
export async function createStaging(transaction: Queryable): Promise<void> {
  await transaction.query(`
    CREATE TEMP TABLE staged_prompt (
      position serial, file text, line int, key text, "contentHash" text, turns text[], context text,
      reference text[], category text, tags text[]) ON COMMIT DROP`);
  await transaction.query(`
    CREATE TEMP TABLE staged_response (
      position serial, file text, line int, "promptKey" text, contestant text, turns text[], "textHash" text) ON COMMIT DROP`);
}

/** Adds a batch of prompts to the staging table. */
export async function stagePrompts(transaction: Queryable, rows: readonly StagedPrompt[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_prompt (file, line, key, "contentHash", turns, context, reference, category, tags)
     SELECT * FROM json_to_recordset($1::json) AS row (
       file text, line int, key text, "contentHash" text, turns text[], context text, reference text[], category text, tags text[])`,
    [JSON.stringify(rows)],
  );
}

/** Adds a batch of responses to the staging table. */
export async function stageResponses(transaction: Queryable, rows: readonly StagedResponse[]): Promise<void> {
  await transaction.query(
    `INSERT INTO staged_response (file, line, "promptKey", contestant, turns, "textHash")
     SELECT * FROM json_to_recordset($1::json) AS row (
       file text, line int, "promptKey" text, contestant text, turns text[], "textHash" text)`,
    [JSON.stringify(rows)],
  );
}

/**
 * Rows that contradict each other or the benchmark version: prompts or answers given twice, answers to unknown prompts
 * or with another number of turns. At most `limit` of them, in file order.
 */
export async function findStagedProblems(
  transaction: Queryable,
  options: { versionId: string; limit: number },
): Promise<StagedProblem[]> {
  const { rows } = await transaction.query<StagedProblem & { total: string }>(
    `WITH answer AS (
       SELECT r.*, p.id AS prompt_id, cardinality(p.turns) AS turn_count,
              row_number() OVER (PARTITION BY r.contestant, r."promptKey" ORDER BY r.position) AS copy
       FROM staged_response r
       LEFT JOIN benchmark_prompt bp ON bp.version_id = $1 AND bp.key = r."promptKey"
       LEFT JOIN prompt p ON p.id = bp.prompt_id)
     SELECT file, line, field, expected, got FROM (
       SELECT file, line, position, 'prompt_id' AS field, 'the prompt_id of a prompt of this benchmark' AS expected, to_json("promptKey")::text AS got
       FROM answer WHERE prompt_id IS NULL
       UNION ALL
       SELECT file, line, position, 'prompt_id', 'one answer a contestant and prompt', 'a second answer of ' || contestant || ' to ' || "promptKey"
       FROM answer WHERE copy > 1
       UNION ALL
       SELECT file, line, position, 'turns', turn_count || ' turns, as many as the prompt has', cardinality(turns) || ' turns'
       FROM answer WHERE turn_count <> cardinality(turns)
     ) problem ORDER BY file, line, position LIMIT $2`,
    [options.versionId, options.limit],
  );
  return rows;
}

/** Prompts given twice, by key or by content. At most `limit` of them. */
export async function findPromptProblems(transaction: Queryable, limit: number): Promise<StagedProblem[]> {
  const { rows } = await transaction.query<StagedProblem>(
    `SELECT file, line, 'prompt_id' AS field,
            CASE WHEN key_copy > 1 THEN 'every prompt_id once' ELSE 'every prompt once' END AS expected,
            CASE WHEN key_copy > 1 THEN to_json(key)::text || ' again' ELSE to_json(key)::text || ' with the text of ' || to_json(first_key)::text END AS got
     FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY position) AS key_copy,
                  row_number() OVER (PARTITION BY "contentHash" ORDER BY position) AS text_copy,
                  first_value(key) OVER (PARTITION BY "contentHash" ORDER BY position) AS first_key
           FROM staged_prompt) numbered
     WHERE key_copy > 1 OR text_copy > 1 ORDER BY position LIMIT $1`,
    [limit],
  );
  return rows;
}
