import type { Database, Queryable } from '#lib/db/database.ts';
import { adaptJudges } from '#lib/db/judge-governor.ts';
import { type KeptReplies, keepReplies } from '#lib/db/keep-replies.ts';
import { type LockedCall, type LockedRun, lockRunFrames, readCalls, writeOutcomes } from '#lib/db/record-outcomes.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import type { RunState } from '#lib/db/run-row.ts';
import { callTransition } from './call-outcome.ts';
import { finishRun } from './finish-run.ts';
import { pauseAtWall } from './judge-wall.ts';
import {
  attemptKey,
  type FinishedAttempt,
  isAnswer,
  judgeSignals,
  repliesOf,
  type Step,
  writesOf,
} from './outcome-rows.ts';
import { restateMatches, settleMatches } from './settle-matches.ts';

/** What recording changed, for whoever feeds and ranks. */
export interface Recorded {
  runId: string;
  teamId: string;
  state: RunState;
}

const ENDED = new Set(['DONE', 'UNUSABLE', 'CANCELLED']);

/**
 * Stores what came of attempts in one transaction: attempt, call, texts, judgement, spend; then settles matches, fills
 * the next slots of brackets and ends runs. Running it twice changes nothing: a call that has ended keeps its verdict,
 * a late reply of a paused or cancelled run is kept. `mayBeLast` saves asking whether a run is over while it cannot be. Says
 * so when a run no longer runs; that one goes on is for the caller to say.
 */
export async function recordAttempts(
  database: Database,
  batch: readonly FinishedAttempt[],
  mayBeLast: (runId: string) => boolean = () => true,
): Promise<Recorded[]> {
  return database.transaction(async (transaction) => {
    const kept = await keepReplies(transaction, repliesOf(batch));
    const runs = await lockRunFrames(transaction, [...new Set(batch.map((one) => one.work.runId))]);
    const calls = await readCalls(
      transaction,
      batch.map((one) => one.work.id),
    );
    const finished = batch.filter((one) => isNews(one, kept));
    const steps = [
      ...Map.groupBy(
        finished.flatMap((one) => stepOf(one, calls, runs)),
        (step) => step.call.id,
      ).values(),
    ].map(deciding);
    await writeOutcomes(transaction, writesOf(finished, steps, kept));
    await adapt(transaction, runs, finished);
    const recorded: Recorded[] = [];
    for (const run of runs.values())
      recorded.push(await moveOn(transaction, { run, steps: steps.filter((step) => step.run === run), mayBeLast }));
    return recorded;
  });
}

function stepOf(finished: FinishedAttempt, calls: Map<string, LockedCall>, runs: Map<string, LockedRun>): Step[] {
  const call = calls.get(finished.work.id);
  const run = runs.get(finished.work.runId);
  if (!call || !run || !isOurs(call, finished)) return [];
  const transition = callTransition(finished.outcome, { ...call, inSilence: run.silentFailures > 0 });
  // Who comes late may end a call. To ask again is for the attempt that holds it.
  if (transition.status === 'READY' && finished.attempt !== null && !holds(call, finished)) return [];
  return [{ finished, call, run, transition }];
}

/** A batch is written again when the connection broke before its commit was acknowledged. */
function isNews(finished: FinishedAttempt, kept: KeptReplies): boolean {
  return finished.attempt === null || kept.attempts.has(attemptKey(finished));
}

async function adapt(
  transaction: Queryable,
  runs: Map<string, LockedRun>,
  finished: readonly FinishedAttempt[],
): Promise<void> {
  const signals = judgeSignals(finished);
  const isQuiet = signals.every(({ limited }) => limited === 0) && ![...runs.values()].some((run) => run.isGoverned);
  if (!isQuiet) await adaptJudges(transaction, signals);
}

/** Of two outcomes of one call in one batch the first decides. */
function deciding([first]: Step[]): Step {
  return first as Step;
}

/** What outcomes mean for the run: matches settle, a refused judge pauses it, a last call ends it. */
async function moveOn(
  transaction: Queryable,
  options: { run: LockedRun; steps: readonly Step[]; mayBeLast: (runId: string) => boolean },
): Promise<Recorded> {
  const { run, steps } = options;
  const ended = steps.filter((step) => step.transition.verdict !== null).map((step) => step.call);
  for (const [generation, calls] of Map.groupBy(ended, (call) => call.generation)) {
    const ids = [...new Set(calls.map((call) => call.matchId))];
    if (generation === 0) await settleMatches(transaction, run, ids);
    else await restateMatches(transaction, run, { ids, generation });
  }
  const state = await pauseAtWall(transaction, run, steps);
  const final = options.mayBeLast(run.id) ? await finishRun(transaction, { id: run.id, state }) : (state as RunState);
  if (final !== 'RUNNING') await notifyRun(transaction, run.id);
  return { runId: run.id, teamId: run.teamId, state: final };
}

/** An attempt decides about its call while it holds the claim; a late one still does if nobody else holds or ended it. */
function isOurs(call: LockedCall, finished: FinishedAttempt): boolean {
  if (finished.attempt === null) return call.status === 'READY';
  if (holds(call, finished)) return true;
  return isAnswer(finished) && (call.status === 'CANCELLED' || !ENDED.has(call.status));
}

function holds(call: LockedCall, { attempt, claimToken }: FinishedAttempt): boolean {
  return call.status === 'CLAIMED' && call.claimToken === claimToken && call.attempts === attempt;
}
