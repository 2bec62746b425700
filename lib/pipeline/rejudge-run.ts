import { teamScope } from '#lib/access/team-scope.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { endSilence } from '#lib/db/judge-silence.ts';
import { readSettledMatches } from '#lib/db/matches.ts';
import { insertCalls } from '#lib/db/new-calls.ts';
import { insertJury } from '#lib/db/new-run.ts';
import { type LockedRun, lockRunFrames } from '#lib/db/record-outcomes.ts';
import { insertRejudging, rejudgedMatches } from '#lib/db/rejudging.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { moveRun } from '#lib/db/run-state.ts';
import { JoustError } from '#lib/errors.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import { seatJury } from './create-run.ts';
import { finishRun } from './finish-run.ts';
import {
  planRejudging,
  type RejudgingJuror,
  type RejudgingPlan,
  type RejudgingRequest,
  rejudgingJury,
} from './plan-rejudging.ts';
import { SIMULATOR_ENDPOINT } from './run-settings.ts';
import { callsOf } from './settle-matches.ts';

/**
 * Judges matches of an ended run again: a new generation of calls, one transaction. The run runs again, with its caps. What
 * was judged before stays, and so does the bracket; results and ratings follow as the new judgements come.
 * @param shown the plan as the user saw it
 * @throws JoustError as `planRejudging`, or `plan-changed` when it would do something else now
 */
export async function rejudgeRun(
  database: Database,
  run: RunRow,
  request: RejudgingRequest & { shown: Pick<RejudgingPlan, 'generation' | 'matches' | 'calls'> },
): Promise<RejudgingPlan> {
  return database.transaction(async (transaction) => {
    await lockRunFrames(transaction, [run.id]);
    const now = (await findRun(transaction, teamScope(run.teamId), run.id)) as RunRow;
    const plan = await planRejudging(transaction, now, request);
    refuseChanged(plan, request.shown);
    const { generation, matches, calls, scope } = plan;
    const simulated = request.judges?.some((judge) => judge.endpoint === SIMULATOR_ENDPOINT) ?? false;
    const ids = await rejudgedMatches(transaction, teamScope(now.teamId), { runId: now.id, scope });
    await insertJury(
      transaction,
      now,
      await seated(transaction, now, await rejudgingJury(transaction, now, request.judges)),
    );
    await insertRejudging(transaction, now, { generation, scope, matches, calls, simulated });
    await endSilence(transaction, now.id);
    await moveRun(transaction, { runId: now.id, from: ['COMPLETED', 'COMPLETED_WITH_GAPS'], to: 'RUNNING' });
    const frame = (await lockRunFrames(transaction, [now.id])).get(now.id) as LockedRun;
    await insertInBatches(transaction, frame, ids);
    await finishRun(transaction, { id: now.id, state: 'RUNNING' });
    await notifyRun(transaction, now.id);
    return plan;
  });
}

const BATCH = 5_000;

async function insertInBatches(transaction: Queryable, frame: LockedRun, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const matches = await readSettledMatches(transaction, ids.slice(from, from + BATCH));
    await insertCalls(
      transaction,
      frame,
      matches.flatMap((match) => callsOf(frame, match, frame.generation)),
    );
  }
}

async function seated(transaction: Queryable, run: RunRow, jury: readonly RejudgingJuror[]): Promise<Juror[]> {
  const planned = jury.flatMap((juror) => juror.planned ?? []);
  return planned.length === 0 ? [...jury] : seatJury(transaction, teamScope(run.teamId), planned);
}

function refuseChanged(plan: RejudgingPlan, shown: Pick<RejudgingPlan, 'generation' | 'matches' | 'calls'>): void {
  const text = (one: typeof shown) => `${one.matches} matches in ${one.calls} calls, generation ${one.generation}`;
  if (text(plan) === text(shown)) return;
  throw new JoustError({
    code: 'plan-changed',
    expected: text(shown),
    got: text(plan),
    fix: 'Look at what it would do now, then start it.',
  });
}
