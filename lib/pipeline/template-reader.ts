import { teamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { findTemplateVersion } from '#lib/db/template-versions.ts';
import { JoustError } from '#lib/errors.ts';
import { BUILT_IN_TEMPLATES } from '#lib/judging/built-in-templates.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';
import { templateOf } from '#lib/judging/template-of.ts';

/** Names a version of a template of a team. */
export interface TemplateReference {
  teamId: string;
  templateId: string;
  templateVersion: number;
}

/** Versions never change: what was read once is kept. This many, as a worker may live for years. */
const KEPT = 500;

/**
 * Reads the templates that judge versions name, each once.
 *
 * What was stored when the run was planned decides. Runs from before templates were stored have none: theirs is built in.
 */
export function createTemplateReader(database: Queryable): (wanted: TemplateReference) => Promise<JudgingTemplate> {
  const kept = new Map<string, Promise<JudgingTemplate>>();
  return (wanted) => {
    const key = `${wanted.teamId} ${wanted.templateId} ${wanted.templateVersion}`;
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= KEPT) kept.clear();
    const reading = readTemplate(database, wanted);
    reading.catch(() => kept.delete(key));
    kept.set(key, reading);
    return reading;
  };
}

async function readTemplate(database: Queryable, wanted: TemplateReference): Promise<JudgingTemplate> {
  const { teamId, templateId, templateVersion: version } = wanted;
  const stored = await findTemplateVersion(database, teamScope(teamId), { templateId, version });
  if (stored) return templateOf(stored.definition, version);
  const builtIn = BUILT_IN_TEMPLATES.find((template) => template.id === templateId && template.version === version);
  if (builtIn) return builtIn;
  throw new JoustError({
    code: 'template-not-found',
    expected: `version ${version} of the template ${templateId}, as it was stored when the run was planned`,
    got: 'nothing',
    fix: 'Restore table template_version from a backup, or plan the run again.',
  });
}
