import type { TeamScope } from '#lib/access/team-scope.ts';
import { type TemplateDefinition, templateDefinition } from '#lib/judging/template-definition.ts';
import type { Queryable } from './database.ts';
import { newId } from './new-id.ts';

/** A judge prompt as it was when a run was planned with it, or as it was saved. */
export interface TemplateVersion {
  templateId: string;
  version: number;
  contentHash: string;
  definition: TemplateDefinition;
  /** When it was last saved. */
  savedAt: Date;
}

const COLUMNS = `template_id AS "templateId", version, content_hash AS "contentHash", definition, created_at AS "savedAt"`;

/** What the team's templates say now, by id: of each the version saved last. Built-in ones are among them once a run used them. */
export async function currentTemplates(database: Queryable, scope: TeamScope): Promise<TemplateVersion[]> {
  const { rows } = await database.query<TemplateVersion>(
    `SELECT DISTINCT ON (template_id) ${COLUMNS} FROM template_version
     WHERE team_id = $1 ORDER BY template_id, created_at DESC, version DESC`,
    [scope.teamId],
  );
  return rows.map(parsed);
}

/** All versions of a template of the team, newest first, with how many runs were planned with each. */
export async function templateHistory(
  database: Queryable,
  scope: TeamScope,
  templateId: string,
): Promise<(TemplateVersion & { runs: number })[]> {
  const { rows } = await database.query<TemplateVersion & { runs: number }>(
    `SELECT ${COLUMNS}, (SELECT count(DISTINCT rj.run_id)::int FROM judge_version jv JOIN run_judge rj ON rj.judge_version_id = jv.id
       WHERE jv.team_id = t.team_id AND jv.template_id = t.template_id AND jv.template_version = t.version) AS runs
     FROM template_version t WHERE team_id = $1 AND template_id = $2 ORDER BY version DESC`,
    [scope.teamId, templateId],
  );
  return rows.map((row) => ({ ...parsed(row), runs: row.runs }));
}

/** One version of a template of the team; null when there is none. */
export async function findTemplateVersion(
  database: Queryable,
  scope: TeamScope,
  wanted: { templateId: string; version: number },
): Promise<TemplateVersion | null> {
  const { rows } = await database.query<TemplateVersion>(
    `SELECT ${COLUMNS} FROM template_version WHERE team_id = $1 AND template_id = $2 AND version = $3`,
    [scope.teamId, wanted.templateId, wanted.version],
  );
  return rows[0] ? parsed(rows[0]) : null;
}

/**
 * Makes a definition what its template says now, and tells its version: a new one, or that of the same text saved before. The
 * caller is in a transaction; teams save one at a time.
 * @param template.version of built-in templates, which count for themselves; left out: the next
 */
export async function saveTemplateVersion(
  transaction: Queryable,
  scope: TeamScope,
  template: { definition: TemplateDefinition; contentHash: string; version?: number },
): Promise<number> {
  const { definition, contentHash, version = null } = template;
  await transaction.query('SELECT 1 FROM team WHERE id = $1 FOR UPDATE', [scope.teamId]);
  const { rows } = await transaction.query<{ version: number }>(
    `INSERT INTO template_version (id, team_id, template_id, version, content_hash, definition, created_at)
     SELECT $1, $2, $3, coalesce($4::int, (SELECT max(version) FROM template_version WHERE team_id = $2 AND template_id = $3) + 1, 1),
       $5, $6, clock_timestamp()
     ON CONFLICT (team_id, template_id, content_hash)
     DO UPDATE SET definition = excluded.definition, created_at = excluded.created_at RETURNING version`,
    [newId(), scope.teamId, definition.id, version, contentHash, JSON.stringify(definition)],
  );
  return (rows[0] as { version: number }).version;
}

function parsed(row: TemplateVersion): TemplateVersion {
  return { ...row, definition: templateDefinition.parse(row.definition) };
}
