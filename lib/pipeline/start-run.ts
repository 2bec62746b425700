import { teamScope } from '#lib/access/team-scope.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { entrantsOfRun } from '#lib/db/entrants.ts';
import { insertMatches, type NewMatch } from '#lib/db/matches.ts';
import { newId } from '#lib/db/new-id.ts';
import { type LockedRun, lockRunFrames } from '#lib/db/record-outcomes.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { moveRun } from '#lib/db/run-state.ts';
import { JoustError } from '#lib/errors.ts';
import type { PlannedMatch } from '#lib/tournament/planned-match.ts';
import { type Field, loadField } from './field.ts';
import { finishRun } from './finish-run.ts';
import { planMatches } from './plan-run.ts';
import { openMatches } from './settle-matches.ts';

/**
 * Starts a planned run: one transaction inserts its brackets, matches and first calls.
 * @throws JoustError `run-not-planned` when it has been started or cancelled, `plan-changed` when `planHash` is not its plan's.
 */
export async function startRun(database: Database, run: RunRow, planHash: string): Promise<void> {
  if (planHash !== run.planHash) {
    throw new JoustError({
      code: 'plan-changed',
      expected: `the plan ${run.planHash.slice(0, 12)}`,
      got: planHash.slice(0, 12),
      fix: 'Look at the plan again, then start it.',
    });
  }
  const { schedule } = run;
  if (schedule === 'imported') throw notPlanned(run, run);
  const scope = teamScope(run.teamId);
  const entrants = await entrantsOfRun(database, scope, run.id);
  const field = await loadField(database, scope, { versionId: run.benchmarkVersionId, entrants });
  const anchors = entrants.filter((entrant) => entrant.anchor).map((entrant) => entrant.name);
  const matches = newMatches(field, planMatches(field, { ...run, schedule, anchors }));
  await database.transaction(async (transaction) => {
    const frame = (await lockRunFrames(transaction, [run.id])).get(run.id) as LockedRun;
    if (!(await moveRun(transaction, { runId: run.id, from: ['PLANNED'], to: 'RUNNING' })))
      throw notPlanned(run, frame);
    await insertMatches(transaction, run, matches);
    await openInBatches(transaction, frame, matches);
    await finishRun(transaction, { id: run.id, state: 'RUNNING' });
    await notifyRun(transaction, run.id);
  });
}

const BATCH = 5_000;

async function openInBatches(transaction: Queryable, frame: LockedRun, matches: readonly NewMatch[]): Promise<void> {
  const open = matches.filter((match) => match.state === 'open').map((match) => match.id);
  for (let from = 0; from < open.length; from += BATCH)
    await openMatches(transaction, frame, open.slice(from, from + BATCH));
}

function newMatches(field: Field, planned: readonly PlannedMatch[]): NewMatch[] {
  const keyOf = (promptKey: string, place: { round: number; slot: number }) =>
    `${promptKey}\n${place.round}\n${place.slot}`;
  const ids = new Map(planned.map((match) => [keyOf(match.promptKey, match), newId()]));
  const contestantIds = new Map(field.entrants.map((entrant) => [entrant.name, entrant.contestantId]));
  return planned.map((match, ordinal) => {
    const promptId = field.promptByKey.get(match.promptKey)?.id as string;
    const responseOf = (name: string | null) =>
      name === null ? null : (field.responses.get(promptId)?.get(name)?.id ?? null);
    const contestantOf = (name: string | null) => (name === null ? null : (contestantIds.get(name) ?? null));
    return {
      id: ids.get(keyOf(match.promptKey, match)) as string,
      promptId,
      round: match.round,
      slot: match.slot,
      replicate: match.replicate,
      responseAId: responseOf(match.a),
      responseBId: responseOf(match.b),
      contestantAId: contestantOf(match.a),
      contestantBId: contestantOf(match.b),
      first: match.first,
      state: match.a === null || match.b === null ? 'waiting' : 'open',
      feedsMatchId: match.feeds && (ids.get(keyOf(match.promptKey, match.feeds)) as string),
      feedsSide: match.feeds?.side ?? null,
      ordinal,
    };
  });
}

function notPlanned(run: RunRow, frame: Pick<LockedRun, 'state'>): JoustError {
  return new JoustError({
    code: 'run-not-planned',
    expected: `run #${run.number} to be planned and not started`,
    got: frame.state.toLowerCase(),
    fix: 'Follow it on its page, or plan a new run.',
  });
}
