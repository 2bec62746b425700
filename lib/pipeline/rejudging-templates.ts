import { teamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { rejudgedPrompts } from '#lib/db/rejudging.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { RejudgingScope } from '#lib/judging/rejudging-scope.ts';
import { type ChosenTemplate, chosenTemplates, requireMaterial } from './chosen-templates.ts';
import { createTemplateReader } from './template-reader.ts';

/**
 * What other judges are asked with when a run is judged again: the template named, else those of the run, as they were.
 * @throws JoustError `template-not-found`, or `missing-fields` when a prompt that is judged again lacks what the template needs
 */
export async function rejudgingTemplates(
  database: Queryable,
  run: RunRow,
  request: { scope: RejudgingScope; template?: string | null | undefined },
): Promise<ChosenTemplate[]> {
  const { scope, template } = request;
  if (!template) return templatesOfRun(database, run);
  const team = teamScope(run.teamId);
  const chosen = await chosenTemplates(database, team, { template, categoryTemplates: {} });
  const keys = new Set(await rejudgedPrompts(database, team, { runId: run.id, scope }));
  await requireMaterial(database, team, { versionId: run.benchmarkVersionId, chosen, keys });
  return chosen;
}

/** All judges of a run are asked with the same templates; the first stands for them. */
function templatesOfRun(database: Queryable, run: RunRow): Promise<ChosenTemplate[]> {
  const read = createTemplateReader(database);
  const first = run.judges.filter(({ seat }) => seat === run.judges[0]?.seat);
  return Promise.all(
    first.map(async ({ templateId, templateVersion, categories }) => {
      return { template: await read({ teamId: run.teamId, templateId, templateVersion }), categories };
    }),
  );
}
