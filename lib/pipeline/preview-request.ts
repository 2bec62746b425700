import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ChatMessage } from '#lib/chat/chat-model.ts';
import type { Database } from '#lib/db/database.ts';
import { readMatchTexts } from '#lib/db/match-texts.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { templateFor } from './chosen-templates.ts';
import { type Field, loadField } from './field.ts';
import { judgeRequest } from './judge-request.ts';
import type { PlannedJuror } from './plan-jury.ts';
import { planMatches, planRun } from './plan-run.ts';
import type { RunSettings } from './run-settings.ts';

/** One request of a run that has not started, as it would be sent. */
export interface RequestPreview {
  promptKey: string;
  category: string | null;
  shownFirst: string;
  shownSecond: string;
  templateId: string;
  templateVersion: number;
  /** Categories for which the template was named; none: it is for all others. */
  categories: readonly string[];
  messages: readonly ChatMessage[];
}

/**
 * Renders a request for every template of a run: that of its first planned match that needs a judge, as the first judge is asked.
 * Templates without such a match are left out. They differ from what the run sends in nothing: the same code renders both.
 * @throws JoustError as `planRun`.
 */
export async function previewRequests(
  database: Database,
  scope: TeamScope,
  settings: RunSettings,
): Promise<RequestPreview[]> {
  const { versionId, entrants, jury } = await planRun(database, scope, settings);
  const field = await loadField(database, scope, { versionId, entrants });
  const matches = planMatches(field, settings).filter((match) => needsJudge(field, match));
  const jurors = jury.filter(({ seat }) => seat === 0);
  const previews = jurors.map(async (juror) => {
    const match = matches.find(({ promptKey }) => templateFor(jurors, categoryOf(field, promptKey)) === juror.template);
    return match ? previewOf(database, scope, { field, match, juror, seed: settings.seed }) : null;
  });
  return (await Promise.all(previews)).filter((preview) => preview !== null);
}

async function previewOf(
  database: Database,
  scope: TeamScope,
  options: { field: Field; match: PlannedMatch; juror: PlannedJuror; seed: string },
): Promise<RequestPreview | null> {
  const { field, match, juror, seed } = options;
  const { promptId, a, b } = answersOf(field, match);
  if (!a || !b) return null;
  const texts = await readMatchTexts(database, scope, { promptId, responseAId: a.id, responseBId: b.id });
  if (!texts) return null;
  const { template } = juror;
  const order = match.first === 'b' ? 2 : 1;
  const { request } = judgeRequest({ ...WORK, ...juror.settings, ...texts, order, seed }, template);
  const [shownFirst, shownSecond] = order === 1 ? [match.a, match.b] : [match.b, match.a];
  return {
    promptKey: match.promptKey,
    category: categoryOf(field, match.promptKey),
    shownFirst: shownFirst as string,
    shownSecond: shownSecond as string,
    templateId: template.id,
    templateVersion: template.version,
    categories: juror.categories,
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
  templateId: '',
  templateVersion: 0,
  badReply: null,
  capability: null,
} as const;

function categoryOf(field: Field, promptKey: string): string | null {
  return field.promptByKey.get(promptKey)?.category ?? null;
}

function answersOf(field: Field, match: PlannedMatch) {
  const promptId = field.promptByKey.get(match.promptKey)?.id as string;
  const answers = field.responses.get(promptId);
  return { promptId, a: answers?.get(match.a ?? ''), b: answers?.get(match.b ?? '') };
}

function needsJudge(field: Field, match: PlannedMatch): boolean {
  const { a, b } = answersOf(field, match);
  return a !== undefined && b !== undefined && a.textHash !== b.textHash;
}
