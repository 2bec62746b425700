import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ChatMessage } from '#lib/chat/chat-model.ts';
import type { Database } from '#lib/db/database.ts';
import { readMatchTexts } from '#lib/db/match-texts.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { type Field, loadField } from './field.ts';
import { judgeRequest } from './judge-request.ts';
import type { PlannedJuror } from './plan-jury.ts';
import { planMatches, planRun } from './plan-run.ts';
import type { RunSettings } from './run-settings.ts';

/** One request of a run that has not started, as it would be sent. */
export interface RequestPreview {
  promptKey: string;
  shownFirst: string;
  shownSecond: string;
  template: string;
  messages: readonly ChatMessage[];
}

/**
 * Renders the request of the first planned match that needs a judge; null when there is none. It differs from what the
 * run sends in nothing: the same code renders both.
 * @throws JoustError as `planRun`.
 */
export async function previewRequest(
  database: Database,
  scope: TeamScope,
  settings: RunSettings,
): Promise<RequestPreview | null> {
  const { versionId, entrants, jury } = await planRun(database, scope, settings);
  const field = await loadField(database, scope, { versionId, entrants });
  const match = planMatches(field, settings).find((candidate) => needsJudge(field, candidate));
  if (!match) return null;
  const { promptId, a, b } = answersOf(field, match);
  if (!a || !b) return null;
  const texts = await readMatchTexts(database, scope, { promptId, responseAId: a.id, responseBId: b.id });
  if (!texts) return null;
  const judge = jury[0] as PlannedJuror;
  const order = match.first === 'b' ? 2 : 1;
  const { request } = judgeRequest({ ...WORK, ...judge.settings, ...texts, order, seed: settings.seed });
  const [shownFirst, shownSecond] = order === 1 ? [match.a, match.b] : [match.b, match.a];
  return {
    promptKey: match.promptKey,
    shownFirst: shownFirst as string,
    shownSecond: shownSecond as string,
    template: `${generalTemplate.id} ${generalTemplate.version}`,
    messages: request.messages,
  };
}

/** The parts of a call's work that do not show in its messages. */
const WORK = {
  id: '',
  teamId: '',
  runId: '',
  matchId: '',
  judgeVersionId: '',
  turn: 0,
  sample: 0,
  generation: 0,
  ordinal: 0,
  attempts: 0,
  transientCount: 0,
  reaskCount: 0,
  cacheMode: 'use',
  templateId: generalTemplate.id,
  templateVersion: generalTemplate.version,
  badReply: null,
} as const;

function answersOf(field: Field, match: PlannedMatch) {
  const promptId = field.promptByKey.get(match.promptKey)?.id as string;
  const answers = field.responses.get(promptId);
  return { promptId, a: answers?.get(match.a ?? ''), b: answers?.get(match.b ?? '') };
}

function needsJudge(field: Field, match: PlannedMatch): boolean {
  const { a, b } = answersOf(field, match);
  return a !== undefined && b !== undefined && a.textHash !== b.textHash;
}
