import type { Queryable } from './database.ts';

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

/** An answer to a prompt that few others answer. */
export interface OddAnswer {
  contestant: string;
  key: string;
  file: string;
  line: number;
}

/**
 * The first answers to prompts that less than half of the contestants of this import answer: likelier a mistake in these rows than in
 * all the others.
 */
export async function oddAnswers(transaction: Queryable, limit: number): Promise<OddAnswer[]> {
  const { rows } = await transaction.query<OddAnswer>(
    `WITH answered AS (SELECT "promptKey" AS key, count(DISTINCT contestant) AS contestants FROM staged_response GROUP BY "promptKey"),
     everybody AS (SELECT count(DISTINCT contestant) AS contestants FROM staged_response)
     SELECT r.contestant, r."promptKey" AS key, r.file, r.line
     FROM staged_response r JOIN answered a ON a.key = r."promptKey" CROSS JOIN everybody e
     WHERE a.contestants * 2 < e.contestants ORDER BY r.position LIMIT $1`,
    [limit],
  );
  return rows;
}
