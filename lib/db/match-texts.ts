import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** All the text a judge is shown of one match. */
export interface MatchTexts {
  promptTurns: string[];
  context: string | null;
  reference: string[];
  fields: Record<string, string>;
  answerA: string[];
  answerB: string[];
}

/** The texts of two answers to one prompt; null when they are not answers to it. */
export async function readMatchTexts(
  database: Queryable,
  scope: TeamScope,
  match: { promptId: string; responseAId: string; responseBId: string },
): Promise<MatchTexts | null> {
  const { rows } = await database.query<MatchTexts>(
    `SELECT p.turns AS "promptTurns", p.context, p.reference, p.fields, a.turns AS "answerA", b.turns AS "answerB"
     FROM prompt p JOIN response a ON a.prompt_id = p.id JOIN response b ON b.prompt_id = p.id
     WHERE p.team_id = $1 AND a.team_id = $1 AND b.team_id = $1 AND p.id = $2 AND a.id = $3 AND b.id = $4`,
    [scope.teamId, match.promptId, match.responseAId, match.responseBId],
  );
  return rows[0] ?? null;
}
