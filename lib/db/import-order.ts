import type { Queryable } from './database.ts';

/** Which of these files have their answers in another order than the benchmark has its prompts. Everything must be staged and checked. */
export async function filesInOtherOrder(transaction: Queryable, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const { rows } = await transaction.query<{ file: string }>(
    `SELECT DISTINCT file FROM (
       SELECT r.file, p.place, lag(p.place) OVER (PARTITION BY r.file, r.contestant ORDER BY r.position) AS before
       FROM staged_response r JOIN staged_prompt p ON p.key = r."promptKey" WHERE r.file = ANY($1::text[])) placed
     WHERE before > place ORDER BY file`,
    [files],
  );
  return rows.map((row) => row.file);
}
