import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from '#lib/db/database.ts';
import { type Entrant, type EntrantResponse, promptsOf, responsesOf, type VersionPrompt } from '#lib/db/entrants.ts';
import type { PromptEntrants } from '#lib/tournament/schedule.ts';

/** Who answered what: the field of a run, before anybody is paired. */
export interface Field {
  prompts: readonly VersionPrompt[];
  promptByKey: ReadonlyMap<string, VersionPrompt>;
  entrants: readonly Entrant[];
  /** By prompt id, then contestant name. */
  responses: ReadonlyMap<string, ReadonlyMap<string, EntrantResponse>>;
}

/** Reads the field of the given submissions on a benchmark version. */
export async function loadField(
  database: Queryable,
  scope: TeamScope,
  options: { versionId: string; entrants: readonly Entrant[] },
): Promise<Field> {
  const prompts = await promptsOf(database, scope, options.versionId);
  const submissionIds = options.entrants.map((entrant) => entrant.submissionId);
  const nameOf = new Map(options.entrants.map((entrant) => [entrant.contestantId, entrant.name]));
  const responses = new Map<string, Map<string, EntrantResponse>>(prompts.map((prompt) => [prompt.id, new Map()]));
  for (const response of await responsesOf(database, scope, { versionId: options.versionId, submissionIds })) {
    responses.get(response.promptId)?.set(nameOf.get(response.contestantId) as string, response);
  }
  const promptByKey = new Map(prompts.map((prompt) => [prompt.key, prompt]));
  return { prompts, promptByKey, entrants: options.entrants, responses };
}

/** What a schedule needs to know of a field. */
export function promptEntrants(field: Field): PromptEntrants[] {
  return field.prompts.map((prompt) => ({
    promptKey: prompt.key,
    contestants: [...(field.responses.get(prompt.id)?.keys() ?? [])],
  }));
}
