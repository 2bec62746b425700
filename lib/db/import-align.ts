import type { Queryable } from './database.ts';

/**
 * Gives way where a prompt that came with an answer is one that came by itself, or that the benchmark has: the same text, and the same
 * context and fields if it brought any. Its answers become answers to that prompt, whatever its key.
 */
export async function alignImpliedPrompts(transaction: Queryable, versionId: string | null): Promise<void> {
  await transaction.query('CREATE TEMP TABLE aligned_prompt (key text, "knownKey" text) ON COMMIT DROP');
  await transaction.query(
    `INSERT INTO aligned_prompt
     WITH known AS (
       SELECT key, turns, context, fields FROM staged_prompt WHERE NOT implied AND NOT bad
       UNION ALL
       SELECT bp.key, p.turns, p.context, p.fields FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id WHERE bp.version_id = $1)
     SELECT DISTINCT ON (s.key) s.key, k.key AS "knownKey" FROM staged_prompt s JOIN known k ON k.turns = s.turns
     WHERE s.implied AND (s.context IS NULL OR s.context IS NOT DISTINCT FROM k.context) AND (s.fields = '{}' OR s.fields = k.fields)
     ORDER BY s.key, k.context IS NOT DISTINCT FROM s.context DESC, k.fields = s.fields DESC, k.key = s.key DESC, k.key`,
    [versionId],
  );
  await transaction.query('DELETE FROM staged_prompt s USING aligned_prompt a WHERE s.implied AND s.key = a.key');
  await transaction.query(
    `UPDATE staged_response r SET "promptKey" = a."knownKey" FROM aligned_prompt a WHERE r."promptKey" = a.key AND a.key <> a."knownKey"`,
  );
}
