import type { ChatMessage } from '#lib/chat/chat-model.ts';
import type { CallWork } from '#lib/db/call-work.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { adaptJudges } from '#lib/db/judge-governor.ts';
import { newId } from '#lib/db/new-id.ts';
import {
  type AttemptEnd,
  type CallChange,
  type LockedCall,
  type LockedRun,
  lockRunFrames,
  type OutcomeWrites,
  readCalls,
  writeOutcomes,
} from '#lib/db/record-outcomes.ts';
import { notifyRun } from '#lib/db/run-notice.ts';
import type { RunState } from '#lib/db/run-row.ts';
import { moveRun } from '#lib/db/run-state.ts';
import { costOf, type Price } from '#lib/llm/prices.ts';
import { type AttemptOutcome, type CallTransition, callTransition } from './call-outcome.ts';
import { finishRun } from './finish-run.ts';
import { settleMatches } from './settle-matches.ts';

/** One attempt that has come back, or one reply found in the cache. */
export interface FinishedAttempt {
  work: CallWork;
  /** Number of the attempt; null for a reply from the cache. */
  attempt: number | null;
  claimToken: string;
  requestHash: string;
  cachedFromId: string | null;
  request: readonly ChatMessage[];
  outcome: AttemptOutcome;
  latencyMs: number;
}

/** What recording changed, for whoever feeds and ranks. */
export interface Recorded {
  runId: string;
  teamId: string;
  state: RunState;
}

const ENDED = new Set(['DONE', 'UNUSABLE', 'CANCELLED']);

interface Step {
  finished: FinishedAttempt;
  call: LockedCall;
  run: LockedRun;
  transition: CallTransition;
}

/**
 * Stores what came of attempts in one transaction: attempt, call, texts, judgement, spend; then settles matches, fills
 * the next slots of brackets and ends runs. Running it twice changes nothing: a call that has ended keeps its verdict,
 * a late reply of a paused or cancelled run is kept. `mayBeLast` saves asking whether a run is over while it cannot be.
 */
export async function recordAttempts(
  database: Database,
  finished: readonly FinishedAttempt[],
  mayBeLast: (runId: string) => boolean = () => true,
): Promise<Recorded[]> {
  return database.transaction(async (transaction) => {
    const runs = await lockRunFrames(transaction, [...new Set(finished.map((one) => one.work.runId))]);
    const calls = await readCalls(
      transaction,
      finished.map((one) => one.work.id),
    );
    const steps = finished.flatMap((one) => stepOf(one, calls, runs));
    await writeOutcomes(transaction, writesOf(finished, steps));
    await adaptJudges(transaction, judgeSignals(finished));
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

function writesOf(finished: readonly FinishedAttempt[], steps: readonly Step[]): OutcomeWrites {
  return {
    changes: steps.map(callChange),
    ends: finished.flatMap(attemptEnd),
    texts: steps.flatMap(textOf),
    judgements: steps.flatMap(judgementOf),
    cacheLines: steps.flatMap(cacheLine),
    spends: [...Map.groupBy(finished, (one) => one.work.runId)].map(([runId, own]) => spendOf(runId, own, steps)),
  };
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
  await notifyRun(transaction, run.id);
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

function isAnswer(finished: FinishedAttempt): boolean {
  return finished.outcome.kind !== 'failure';
}

function attemptEnd(finished: FinishedAttempt): AttemptEnd[] {
  if (finished.attempt === null) return [];
  const { outcome } = finished;
  const reply = outcome.kind === 'failure' ? null : outcome.reply;
  return [
    {
      callId: finished.work.id,
      n: finished.attempt,
      outcome: outcome.kind === 'verdict' ? 'verdict' : outcome.kind === 'unusable' ? outcome.verdict : outcome.failure,
      httpStatus: outcome.kind === 'failure' ? outcome.status : 200,
      inputTokens: reply?.usage?.inputTokens ?? null,
      outputTokens: reply?.usage?.outputTokens ?? null,
      cost: reply ? costOf(reply.usage, priceOfWork(finished.work)) : null,
      latencyMs: Math.round(finished.latencyMs),
      servedModel: reply?.servedModel ?? null,
      fingerprint: reply?.fingerprint ?? null,
      note: noteOf(outcome),
    },
  ];
}

function callChange({ finished, call, run, transition }: Step): CallChange {
  const cancelled = transition.verdict === null && (run.state === 'CANCELLING' || run.state === 'CANCELLED');
  return {
    id: call.id,
    status: cancelled ? 'CANCELLED' : transition.status,
    delayMs: transition.delayMs,
    transientCount: call.transientCount + (transition.transient ? 1 : 0),
    reaskCount: call.reaskCount + (transition.reasked ? 1 : 0),
    source: finished.attempt === null ? 'cache' : 'request',
    cachedFromId: finished.cachedFromId,
    requestHash: finished.requestHash,
    note: noteOf(finished.outcome),
  };
}

function noteOf(outcome: AttemptOutcome): string | null {
  if (outcome.kind === 'failure') return storable(outcome.message);
  return outcome.kind === 'unusable' ? storable(outcome.detail) : null;
}

function textOf({ finished, run }: Step) {
  if (finished.outcome.kind === 'failure') return [];
  const { refusal, text } = finished.outcome.reply;
  return [
    { teamId: run.teamId, callId: finished.work.id, request: finished.request, reply: storable(refusal ?? text) },
  ];
}

function judgementOf({ finished, run, transition }: Step): OutcomeWrites['judgements'] {
  if (transition.verdict === null) return [];
  const { work, outcome } = finished;
  const first = work.order === 1 ? 'a' : 'b';
  return [
    {
      id: newId(),
      teamId: run.teamId,
      runId: run.id,
      matchId: work.matchId,
      callId: work.id,
      judgeVersionId: work.judgeVersionId,
      order: work.order,
      turn: work.turn,
      sample: work.sample,
      generation: work.generation,
      verdict: transition.verdict,
      first,
      reason: outcome.kind === 'verdict' ? outcome.reason && storable(outcome.reason) : noteOf(outcome),
      source: finished.attempt === null ? 'cache' : 'call',
    },
  ];
}

function cacheLine({ finished, run }: Step) {
  if (finished.attempt === null || finished.outcome.kind !== 'verdict' || finished.work.cacheMode === 'bypass')
    return [];
  return [
    {
      teamId: run.teamId,
      key: finished.requestHash,
      callId: finished.work.id,
      replace: finished.work.cacheMode === 'refresh',
    },
  ];
}

function spendOf(runId: string, finished: readonly FinishedAttempt[], steps: readonly Step[]) {
  const ends = finished.flatMap(attemptEnd);
  return {
    runId,
    cost: ends.reduce((sum, end) => sum + (end.cost ?? 0), 0),
    reserved: steps.reduce((sum, step) => sum + (step.run.id === runId ? step.call.costReserved : 0), 0),
    inputTokens: ends.reduce((sum, end) => sum + (end.inputTokens ?? 0), 0),
    outputTokens: ends.reduce((sum, end) => sum + (end.outputTokens ?? 0), 0),
    answered: finished.some((one) => one.attempt !== null && isAnswer(one)),
  };
}

function judgeSignals(finished: readonly FinishedAttempt[]) {
  const sent = finished.filter((one) => one.attempt !== null);
  return [...new Set(sent.map((one) => one.work.judgeVersionId))].map((judgeVersionId) => {
    const own = sent.filter((one) => one.work.judgeVersionId === judgeVersionId);
    const limited = own.flatMap((one) =>
      one.outcome.kind === 'failure' && one.outcome.failure === 'rate_limit' ? [one.outcome] : [],
    );
    return {
      judgeVersionId,
      answered: own.filter(isAnswer).length,
      limited: limited.length,
      retryAfterMs: Math.max(0, ...limited.map((outcome) => outcome.retryAfterMs ?? 1_000)),
    };
  });
}

async function pauseIfBlocked(transaction: Queryable, run: LockedRun, steps: readonly Step[]): Promise<string> {
  const blocked = steps.find((step) => step.transition.status === 'BLOCKED');
  if (!blocked || run.state !== 'RUNNING') return run.state;
  const note = `The judge refuses every request: ${noteOf(blocked.finished.outcome)}. Mend the cause, then resume.`;
  await moveRun(transaction, { runId: run.id, from: ['RUNNING'], to: 'PAUSING', pauseReason: 'blocked', note });
  return 'PAUSING';
}

function priceOfWork(work: CallWork): Price | null {
  if (work.inputPrice === null || work.outputPrice === null) return null;
  return { inputPerMillion: work.inputPrice, outputPerMillion: work.outputPrice };
}

/** PostgreSQL cannot store NUL or half a surrogate pair; models write both. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}
