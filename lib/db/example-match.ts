import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** Two answers to one prompt, to show what a judge would be asked. */
export interface ExampleMatch {
  promptKey: string;
  category: string | null;
  promptId: string;
  responseAId: string;
  responseBId: string;
  contestantA: string;
  contestantB: string;
}

/** The first of these prompts of a version that two contestants answered, with the answers of the first two by name; null when there is none. */
export async function exampleMatch(
  database: Queryable,
  scope: TeamScope,
  options: { versionId: string; promptKeys: readonly string[] },
): Promise<ExampleMatch | null> {
  const { rows } = await database.query<ExampleMatch>(
    `SELECT bp.key AS "promptKey", bp.category, bp.prompt_id AS "promptId", answers.ids[1] AS "responseAId", answers.ids[2] AS "responseBId",
       answers.names[1] AS "contestantA", answers.names[2] AS "contestantB"
     FROM benchmark_prompt bp CROSS JOIN LATERAL (
       SELECT array_agg(id::text ORDER BY name COLLATE "C") AS ids, array_agg(name ORDER BY name COLLATE "C") AS names FROM (
         SELECT DISTINCT ON (c.name) r.id, c.name FROM response r JOIN submission s ON s.id = r.submission_id
         JOIN contestant c ON c.id = s.contestant_id
         WHERE r.prompt_id = bp.prompt_id AND r.team_id = bp.team_id AND s.deleted_at IS NULL AND c.deleted_at IS NULL
         ORDER BY c.name, s.created_at DESC, s.id DESC) newest) answers
     WHERE bp.team_id = $1 AND bp.version_id = $2 AND bp.key = ANY($3) AND cardinality(answers.ids) > 1
     ORDER BY bp.ordinal LIMIT 1`,
    [scope.teamId, options.versionId, options.promptKeys],
  );
  return rows[0] ?? null;
}
