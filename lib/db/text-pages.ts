import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** The texts of a prompt. */
export interface PromptTexts {
  id: string;
  turns: string[];
  context: string | null;
  reference: string[];
  fields: Record<string, string>;
}

/** Reads prompts by id. */
export async function readPrompts(
  database: Queryable,
  scope: TeamScope,
  ids: readonly string[],
): Promise<PromptTexts[]> {
  const { rows } = await database.query<PromptTexts>(
    `SELECT id, array_to_json(turns) AS turns, context, array_to_json(reference) AS reference, fields
     FROM prompt WHERE team_id = $1 AND id = ANY($2::uuid[])`,
    [scope.teamId, ids],
  );
  return rows;
}

/** Reads answers by id. */
export async function readAnswers(
  database: Queryable,
  scope: TeamScope,
  ids: readonly string[],
): Promise<{ id: string; turns: string[] }[]> {
  const { rows } = await database.query<{ id: string; turns: string[] }>(
    'SELECT id, array_to_json(turns) AS turns FROM response WHERE team_id = $1 AND id = ANY($2::uuid[])',
    [scope.teamId, ids],
  );
  return rows;
}
