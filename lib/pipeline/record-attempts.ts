import type { Database, Queryable } from '#lib/db/database.ts';
import { adaptJudges } from '#lib/db/judge-governor.ts';
import { type KeptReplies, keepReplies } from '#lib/db/keep-replies.ts';
import { type LockedCall, type LockedRun, lockRunFrames, readCalls, writeOutcomes } from '#lib/db/record-outcomes.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import type { RunState } from '#lib/db/run-row.ts';
import { isRefusingAll, isUnreachable, moveRun } from '#lib/db/run-state.ts';
import { callTransition } from './call-outcome.ts';
import { finishRun } from './finish-run.ts';
import {
  type FinishedAttempt,
  isAnswer,
  judgeSignals,
  noteOf,
  repliesOf,
  type Step,
  writesOf,
} from './outcome-rows.ts';
import { settleMatches } from './settle-matches.ts';

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
    await writeOutcomes(transaction, writesOf(finished, steps, kept.texts));
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
  return [{ finished, call, run, transition: callTransition(finished.outcome, call) }];
}

/** A batch is written again when the connection broke before its commit was acknowledged. */
function isNews({ work, attempt }: FinishedAttempt, kept: KeptReplies): boolean {
  return attempt === null || kept.attempts.has(`${work.id} ${attempt}`);
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
  const ended = steps.filter((step) => step.transition.verdict !== null).map((step) => step.call.matchId);
  await settleMatches(transaction, run, [...new Set(ended)]);
  const state = await pauseIfBlocked(transaction, run, steps);
  const final = options.mayBeLast(run.id) ? await finishRun(transaction, { id: run.id, state }) : (state as RunState);
  if (final !== 'RUNNING') await notifyRun(transaction, run.id);
  return { runId: run.id, teamId: run.teamId, state: final };
}

/** An attempt decides about its call while it holds the claim; a late one still does if nobody else holds or ended it. */
function isOurs(call: LockedCall, finished: FinishedAttempt): boolean {
  if (finished.attempt === null) return call.status === 'READY';
  if (call.status === 'CLAIMED')
    return (call.claimToken === finished.claimToken && call.attempts === finished.attempt) || isAnswer(finished);
  if (call.status === 'CANCELLED') return isAnswer(finished);
  return !ENDED.has(call.status) && isAnswer(finished);
}

/** A judge that refuses everybody, or that nobody reaches, pauses the run: what is left must not be used up against a wall. */
async function pauseIfBlocked(transaction: Queryable, run: LockedRun, steps: readonly Step[]): Promise<string> {
  if (run.state !== 'RUNNING') return run.state;
  const note = await wallNote(transaction, run, steps);
  if (note === null) return run.state;
  await moveRun(transaction, { runId: run.id, from: ['RUNNING'], to: 'PAUSING', pauseReason: 'blocked', note });
  return 'PAUSING';
}

async function wallNote(transaction: Queryable, run: LockedRun, steps: readonly Step[]): Promise<string | null> {
  const blocked = steps.find((step) => step.transition.status === 'BLOCKED');
  if (blocked)
    return `The judge refuses every request: ${noteOf(blocked.finished.outcome)}. Mend the cause, then resume.`;
  if (steps.some((step) => isAnswer(step.finished))) return null;
  const rejected = steps.find((step) => step.transition.verdict === 'error');
  if (rejected && (await isRefusingAll(transaction, run.id))) {
    return `The judge rejects every request as such: ${noteOf(rejected.finished.outcome)}. Check endpoint and model, then resume.`;
  }
  const failed = steps.find((step) => step.transition.status === 'FAILED');
  if (!failed || !(await isUnreachable(transaction, run.id))) return null;
  return `The judge answers nobody: ${noteOf(failed.finished.outcome)}. Mend the cause, then resume; failed calls are made again.`;
}
