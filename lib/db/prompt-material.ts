import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** Which texts a prompt has besides its turns. */
export interface PromptMaterial {
  key: string;
  category: string | null;
  /** `context`, `reference`, and the names of its fields; what is blank is not there. */
  has: string[];
}

/** What the prompts of a version carry, in order, without the texts. */
export async function promptMaterial(
  database: Queryable,
  scope: TeamScope,
  versionId: string,
): Promise<PromptMaterial[]> {
  const { rows } = await database.query<PromptMaterial>(
    `SELECT bp.key, bp.category, array_to_json(
       CASE WHEN btrim(coalesce(p.context, ''), E' \\t\\r\\n') <> '' THEN ARRAY['context'] ELSE '{}' END ||
       CASE WHEN btrim(array_to_string(p.reference, ''), E' \\t\\r\\n') <> '' THEN ARRAY['reference'] ELSE '{}' END ||
       ARRAY(SELECT field.key FROM jsonb_each_text(p.fields) field WHERE btrim(coalesce(field.value, ''), E' \\t\\r\\n') <> ''
         ORDER BY field.key)) AS has
     FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
     WHERE bp.team_id = $1 AND bp.version_id = $2 ORDER BY bp.ordinal`,
    [scope.teamId, versionId],
  );
  return rows;
}
