import type { ChatMessage } from '#lib/chat/chat-model.ts';
import type { CallFrame } from '#lib/db/call-work.ts';
import type { JudgeSignal } from '#lib/db/judge-governor.ts';
import type { AttemptEnd, CacheLine, CallText, KeptReplies } from '#lib/db/keep-replies.ts';
import { newId } from '#lib/db/new-id.ts';
import type {
  CallChange,
  JudgeSpend,
  LockedCall,
  LockedRun,
  OutcomeWrites,
  RunSpend,
} from '#lib/db/record-outcomes.ts';
import { costOf, type Price } from '#lib/llm/prices.ts';
import { noteOf } from './call-note.ts';
import type { AttemptOutcome, CallTransition } from './call-outcome.ts';
import type { Teaching } from './judge-lessons.ts';
import { storable } from './storable.ts';

/** One attempt that has come back, or one reply found in the cache. */
export interface FinishedAttempt {
  work: CallFrame;
  /** Number of the attempt; null for a reply from the cache. */
  attempt: number | null;
  claimToken: string;
  requestHash: string;
  cachedFromId: string | null;
  /** The messages after the system message. */
  request: readonly ChatMessage[];
  outcome: AttemptOutcome;
  latencyMs: number;
  /** In which form it was asked, and what that taught; left out where nobody was asked. */
  teaching?: Teaching;
}

/** An attempt that decides about its call. */
export interface Step {
  finished: FinishedAttempt;
  call: LockedCall;
  run: LockedRun;
  transition: CallTransition;
}

/** What is put on record of attempts that came back, whatever they decide. */
export function repliesOf(finished: readonly FinishedAttempt[]) {
  return {
    ends: finished.flatMap(attemptEnd),
    texts: finished.flatMap(textsOf),
    cacheLines: finished.flatMap(cacheLines),
  };
}

/**
 * The rows that attempts which decide about their calls write, and what all of them cost; `kept` says which texts are stored
 * already, and which attempts had been lost.
 */
export function writesOf(
  finished: readonly FinishedAttempt[],
  steps: readonly Step[],
  kept: KeptReplies,
): OutcomeWrites {
  const replacing = steps.filter((step) => !kept.texts.has(step.call.id)).map((step) => step.finished);
  return {
    changes: steps.map(callChange),
    texts: replacing.flatMap(textsOf),
    cacheLines: replacing.flatMap(cacheLines),
    judgements: steps.flatMap(judgementOf),
    spends: [...Map.groupBy(finished, (one) => one.work.runId)].map(([runId, own]) =>
      spendOf(runId, { finished: own, steps, kept }),
    ),
    months: monthsOf(finished, kept),
  };
}

/** Whether the judge answered, whatever the answer is worth. */
export function isAnswer(finished: FinishedAttempt): boolean {
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
      servedModel: reply?.servedModel ? storable(reply.servedModel) : null,
      fingerprint: reply?.fingerprint ? storable(reply.fingerprint) : null,
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
    reaskCount: transition.reformed ? 0 : call.reaskCount + (transition.reasked ? 1 : 0),
    source: finished.attempt === null ? 'cache' : 'request',
    cachedFromId: finished.cachedFromId,
    requestHash: finished.requestHash,
    note: noteOf(finished.outcome),
  };
}

/** What somebody said instead of a verdict, verbatim; null when there is one. */
function saidInstead(outcome: AttemptOutcome): string | null {
  if (outcome.kind === 'verdict') return null;
  return storable(outcome.kind === 'failure' ? outcome.message : outcome.detail);
}

function textsOf({ work, outcome, request }: FinishedAttempt): CallText[] {
  if (outcome.kind === 'failure') return [];
  const { refusal, text } = outcome.reply;
  return [{ teamId: work.teamId, callId: work.id, request, reply: storable(refusal ?? text) }];
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
      ...probabilityColumns(outcome),
      first,
      reason: outcome.kind === 'verdict' ? outcome.reason && storable(outcome.reason) : saidInstead(outcome),
      source: finished.attempt === null ? 'cache' : 'call',
    },
  ];
}

function probabilityColumns(outcome: AttemptOutcome) {
  const known = outcome.kind === 'verdict' ? outcome.probabilities : null;
  return { probabilityA: known?.a ?? null, probabilityB: known?.b ?? null, probabilityTie: known?.tie ?? null };
}

function cacheLines({ work, attempt, outcome, requestHash }: FinishedAttempt): CacheLine[] {
  if (attempt === null || outcome.kind !== 'verdict' || work.cacheMode === 'bypass') return [];
  return [{ teamId: work.teamId, key: requestHash, callId: work.id, replace: work.cacheMode === 'refresh' }];
}

function spendOf(
  runId: string,
  { finished, steps, kept }: { finished: readonly FinishedAttempt[]; steps: readonly Step[]; kept: KeptReplies },
): RunSpend {
  const unreported = finished.flatMap((one) => {
    const closed = kept.attempts.get(attemptKey(one));
    return closed ? [{ reserved: closed.reserved, change: Number(isUnreported(one)) - Number(closed.wasLost) }] : [];
  });
  const ends = finished.flatMap(attemptEnd);
  return {
    runId,
    cost: ends.reduce((sum, end) => sum + (end.cost ?? 0), 0),
    reserved: steps.reduce((sum, step) => sum + (step.run.id === runId ? step.call.costReserved : 0), 0),
    inputTokens: ends.reduce((sum, end) => sum + (end.inputTokens ?? 0), 0),
    outputTokens: ends.reduce((sum, end) => sum + (end.outputTokens ?? 0), 0),
    answered: finished.some((one) => one.attempt !== null && isAnswer(one)),
    unreportedAttempts: unreported.reduce((sum, { change }) => sum + change, 0),
    unreportedCost: unreported.reduce((sum, { change, reserved }) => sum + change * reserved, 0),
  };
}

/** What attempts add to the months of their judges, a line for each judge and month of a team. */
function monthsOf(finished: readonly FinishedAttempt[], kept: KeptReplies): JudgeSpend[] {
  const lines = new Map<string, JudgeSpend>();
  for (const one of finished) {
    const [end] = attemptEnd(one);
    const month = kept.attempts.get(attemptKey(one))?.month;
    if (!end || month === undefined) continue;
    const { teamId, judgeVersionId } = one.work;
    const key = `${teamId} ${judgeVersionId} ${month}`;
    const line = lines.get(key) ?? {
      teamId,
      judgeVersionId,
      month,
      requests: 0,
      inputTokens: 0,
      outputTokens: 0,
      cost: 0,
    };
    lines.set(key, line);
    line.requests += 1;
    line.inputTokens += end.inputTokens ?? 0;
    line.outputTokens += end.outputTokens ?? 0;
    line.cost += end.cost ?? 0;
  }
  return [...lines.values()];
}

/** The provider may have billed it, and nobody said how much. */
function isUnreported({ outcome }: FinishedAttempt): boolean {
  return outcome.kind === 'failure' ? outcome.possiblyPaid : outcome.reply.usage === null;
}

/** Names an attempt of a call. */
export function attemptKey({ work, attempt }: FinishedAttempt): string {
  return `${work.id} ${attempt}`;
}

/** What the attempts tell about the rate limits of their judges. */
export function judgeSignals(finished: readonly FinishedAttempt[]): JudgeSignal[] {
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

function priceOfWork(work: CallFrame): Price | null {
  if (work.inputPrice === null || work.outputPrice === null) return null;
  return { inputPerMillion: work.inputPrice, outputPerMillion: work.outputPrice };
}
