import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ChatMessage } from '#lib/chat/chat-model.ts';
import type { Database } from '#lib/db/database.ts';
import { newestVersion } from '#lib/db/entrants.ts';
import { exampleMatch } from '#lib/db/example-match.ts';
import { readMatchTexts } from '#lib/db/match-texts.ts';
import { promptMaterial } from '#lib/db/prompt-material.ts';
import { missingSections } from '#lib/judging/missing-sections.ts';
import type { JudgingTemplate } from '#lib/judging/template.ts';

/** What a template would ask about two answers that are there, or why it cannot be shown. */
export type ExampleRequest =
  | { kind: 'request'; promptKey: string; shownFirst: string; shownSecond: string; messages: readonly ChatMessage[] }
  /** No prompt of the benchmark has all that the template requires. */
  | { kind: 'lacking'; requires: readonly string[] }
  | { kind: 'no-answers' };

/** Renders a template with the first prompt of a benchmark that fits it, and the answers of two contestants. */
export async function exampleRequest(
  database: Database,
  scope: TeamScope,
  options: { template: JudgingTemplate; benchmark: string },
): Promise<ExampleRequest> {
  const { template, benchmark } = options;
  const version = await newestVersion(database, scope, benchmark);
  if (!version) return { kind: 'no-answers' };
  const prompts = await promptMaterial(database, scope, version.id);
  const fitting = prompts.filter(({ has }) => missingSections(template.definition, has).length === 0);
  if (fitting.length === 0) return { kind: 'lacking', requires: template.definition.requires };
  const promptKeys = fitting.map(({ key }) => key);
  const match = await exampleMatch(database, scope, { versionId: version.id, promptKeys });
  const texts = match && (await readMatchTexts(database, scope, match));
  if (!match || !texts) return { kind: 'no-answers' };
  const { answerA, answerB, ...material } = texts;
  const input = { ...material, shownFirst: answerA, shownSecond: answerB, delimiterKey: 'example' };
  return {
    kind: 'request',
    promptKey: match.promptKey,
    shownFirst: match.contestantA,
    shownSecond: match.contestantB,
    messages: template.render(input).messages,
  };
}
