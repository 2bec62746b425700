import type { Queryable } from './database.ts';
import type { StagedPlace } from './import-staging.ts';

/** What is wrong with a row in the company of the others, as the user is told. */
export interface StagedProblem extends StagedPlace {
  field: string;
  expected: string;
  got: string;
  fix: string;
}

/** What the staged rows say against each other. */
export interface StagedProblems {
  /** The first ones, in the order of the files. */
  problems: StagedProblem[];
  /** Rows with such a problem that are good by themselves, the ones that are not listed included. */
  rows: number;
  /** Rows that are probably wrong only because the row of their prompt is; they are not listed. */
  followOns: number;
  /** Prompts that are staged, those of the benchmark included. */
  prompts: number;
}

/**
 * Finds prompts and answers given twice, answers to unknown prompts, and answers with another number of turns than their
 * prompt. The known prompts of the benchmark must be staged. Where a prompt's own row is bad or given twice, its answers
 * are not held against it; nor are those to unknown prompts, while no more keys are unknown than prompts are hidden.
 */
export async function findStagedProblems(
  transaction: Queryable,
  options: { hiddenPrompts: number; limit: number },
): Promise<StagedProblems> {
  const hidden = Number.isFinite(options.hiddenPrompts) ? options.hiddenPrompts : 2 ** 31 - 1;
  const { rows } = await transaction.query<StagedProblems>(
    `WITH numbered AS (
       SELECT *, row_number() OVER (PARTITION BY key, guessed ORDER BY position) AS key_copy,
         CASE WHEN NOT bad THEN row_number() OVER (PARTITION BY "contentHash", bad ORDER BY position) END AS text_copy,
         first_value(key) OVER (PARTITION BY "contentHash", bad ORDER BY position) AS first_key,
         first_value(turns) OVER same_key AS first_turns, first_value(category) OVER same_key AS first_category,
         first_value(reference) OVER same_key AS first_reference
       FROM staged_prompt WINDOW same_key AS (PARTITION BY key, guessed ORDER BY position)),
     prompt AS (
       SELECT key, min(cardinality(turns)) AS turns, bool_or(bad AND NOT guessed) OR count(*) FILTER (WHERE NOT guessed) > 1 AS unsure
       FROM staged_prompt GROUP BY key),
     answer AS (
       SELECT r.*, p.key IS NULL AND r."promptKey" IS NOT NULL AS stray, coalesce(p.unsure, false) AS unsure, p.turns AS turn_count,
         CASE WHEN r.contestant IS NOT NULL AND r."promptKey" IS NOT NULL
           THEN row_number() OVER (PARTITION BY r.contestant, r."promptKey" ORDER BY r.position) END AS copy
       FROM staged_response r LEFT JOIN prompt p ON p.key = r."promptKey"),
     hidden AS (SELECT count(DISTINCT "promptKey") FILTER (WHERE stray) <= $1 AS explains FROM answer),
     problem AS (
       SELECT position, file, line, bad, 'prompt_id' AS field, 'every prompt_id once' AS expected, to_json(key)::text || ' again' AS got,
         'Remove one of the two prompts, or give this one another prompt_id.' AS fix
       FROM numbered WHERE key_copy > 1 AND NOT guessed AND NOT implied
       UNION ALL
       SELECT position, file, line, bad,
         CASE WHEN first_turns IS DISTINCT FROM turns THEN 'prompt' WHEN first_category IS DISTINCT FROM category THEN 'category'
           WHEN first_reference IS DISTINCT FROM reference THEN 'reference' ELSE 'prompt' END,
         'the same in every row of prompt ' || to_json(key)::text,
         CASE WHEN first_turns IS NOT DISTINCT FROM turns AND first_category IS DISTINCT FROM category
           THEN coalesce(to_json(category)::text, 'nothing') || ' after ' || coalesce(to_json(first_category)::text, 'nothing')
           ELSE 'another one than before' END,
         'Write the same in all rows of this prompt, or import the prompts as a file of their own.'
       FROM numbered WHERE key_copy > 1 AND NOT guessed AND implied
       UNION ALL
       SELECT position, file, line, bad, 'prompt_id', 'every prompt once', to_json(key)::text || ' with the text of ' || to_json(first_key)::text,
         'Remove one of the two prompts, or change the text of one.'
       FROM numbered WHERE text_copy > 1 AND key_copy = 1
       UNION ALL
       SELECT position, file, line, bad, 'prompt_id', 'the prompt_id of a prompt of this benchmark', to_json("promptKey")::text,
         'Correct the prompt_id, or import the prompt too.'
       FROM answer, hidden WHERE stray AND NOT explains
       UNION ALL
       SELECT position, file, line, bad, 'prompt_id', 'one answer a contestant and prompt',
         'a second answer of ' || to_json(contestant)::text || ' to ' || to_json("promptKey")::text,
         'Keep one of the answers.'
       FROM answer WHERE copy > 1
       UNION ALL
       SELECT position, file, line, bad, 'turns', 'as many turns as the prompt has: ' || turn_count, cardinality(turns)::text,
         'Give one text for each turn of the prompt.'
       FROM answer WHERE NOT bad AND NOT unsure AND turn_count <> cardinality(turns))
     SELECT
       (SELECT coalesce(json_agg(to_jsonb(first) - 'bad'), '[]') FROM (SELECT * FROM problem ORDER BY position LIMIT $2) first) AS problems,
       (SELECT count(DISTINCT position) FROM problem WHERE NOT bad)::int AS rows,
       (SELECT count(*) FROM answer, hidden WHERE NOT bad AND stray AND explains)::int AS "followOns",
       (SELECT count(*) FROM staged_prompt)::int AS prompts`,
    [hidden, options.limit],
  );
  return rows[0] as StagedProblems;
}
