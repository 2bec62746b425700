import 'server-only';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { knownTemplates } from '#lib/pipeline/known-templates.ts';
import { server } from './server.ts';

/** A template as a form offers it. */
export interface TemplateChoice {
  id: string;
  version: number;
  title: { en: string; ko?: string | undefined };
  requires: string[];
}

/** The templates a run of the team can be planned with. */
export async function templateChoices(scope: TeamScope): Promise<TemplateChoice[]> {
  const { database, env } = server();
  const { templates } = await knownTemplates(database, scope, env.home);
  return templates.map(({ template: { id, version, definition } }) => {
    return { id, version, title: definition.title, requires: definition.requires };
  });
}
