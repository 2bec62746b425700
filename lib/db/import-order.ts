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

/** Where a contestant's answers stand, and the line of the prompt that he leaves out first. */
export interface MissingPlace {
  contestant: string;
  file: string;
  answers: number;
  /** Line of the left out prompt in the file that brought it first; in files with the same prompts it is the line here. */
  line: number;
}

/** Places for the errors about missing answers. `first`: the first prompt that a contestant leaves out. */
export async function missingPlaces(
  transaction: Queryable,
  first: readonly { contestant: string; key: string }[],
): Promise<MissingPlace[]> {
  const { rows } = await transaction.query<MissingPlace>(
    `SELECT f.contestant, min(r.file) AS file, count(*)::int AS answers,
       coalesce((SELECT p.line FROM staged_prompt p WHERE p.key = f.key AND NOT p.guessed AND p.position >= 0 LIMIT 1), max(r.line) + 1) AS line
     FROM json_to_recordset($1::json) AS f(contestant text, key text)
     JOIN staged_response r ON r.contestant = f.contestant GROUP BY f.contestant, f.key ORDER BY min(r.position)`,
    [JSON.stringify(first)],
  );
  return rows;
}
