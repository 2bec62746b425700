import type { FailureKind } from '#lib/chat/chat-failure.ts';
import type { ChatReply } from '#lib/chat/chat-model.ts';
import type { Verdict } from '#lib/db/judgements.ts';
import type { ContestantProbabilities } from '#lib/judging/verdict-probabilities.ts';

/** How one attempt ended. */
export type AttemptOutcome =
  | {
      kind: 'verdict';
      verdict: 'a' | 'b' | 'tie';
      reason: string | null;
      /** Left out or null: the judge did not tell. */
      probabilities?: ContestantProbabilities | null;
      reply: ChatReply;
    }
  | { kind: 'unusable'; verdict: 'unparseable' | 'refused' | 'truncated'; detail: string; reply: ChatReply }
  | FailedAttempt;

/** An attempt without a reply. */
export interface FailedAttempt {
  kind: 'failure';
  failure: FailureKind;
  message: string;
  /** HTTP status; null when nobody was reached. */
  status: number | null;
  /** The provider's or the system's own code; null: none given. */
  code: string | null;
  /** False when the request cannot have been sent. */
  possiblyPaid: boolean;
  retryAfterMs: number | null;
}

/** Whether an attempt came back without a word from the judge: no connection, a broken one, or a time-out. */
export function reachedNobody(outcome: AttemptOutcome): outcome is FailedAttempt {
  return outcome.kind === 'failure' && outcome.status === null && outcome.code !== null;
}

/** Whether there was not even a connection to send the request on. */
export function neverSent(outcome: AttemptOutcome): outcome is FailedAttempt {
  return reachedNobody(outcome) && !outcome.possiblyPaid;
}

/** What the call becomes. */
export interface CallTransition {
  status: 'READY' | 'DONE' | 'UNUSABLE' | 'FAILED' | 'BLOCKED';
  /** Set when the call ends with a judgement. */
  verdict: Verdict | null;
  /** READY only: how long before the next attempt. */
  delayMs: number;
  reasked: boolean;
  /** Asked again in another form; the re-asks begin anew. */
  reformed: boolean;
  transient: boolean;
}

/** How failures are repeated. A paid reply is asked again at most `reasks` times. */
export interface RetryPolicy {
  reasks: number;
  transientTries: number;
  backoffMs: number;
}

export const RETRY_POLICY: RetryPolicy = { reasks: 1, transientTries: 5, backoffMs: 500 };

/**
 * Decides what a call becomes after an attempt.
 * - A verdict ends it. An unparseable reply is asked again once, then it, a refusal or a cut reply is the verdict's state.
 * - `form`, and a reply without a verdict in a form that its endpoint was found to ignore (`formChanged`): asked at once in the next form. It is
 *   neither a retry nor a re-ask.
 * - `content`: this request will never be answered; the verdict's state is `error`.
 * - `rate_limit`: wait as told, as often as told. `transient`: back off, doubling; FAILED after the last try, kept for a retry by the user.
 *   Where nobody is there to connect to, not for this call nor for others (`inSilence`), it is the judge's failure and costs no try.
 * - `blocked`: the call waits until the run is resumed.
 */
export function callTransition(
  outcome: AttemptOutcome,
  call: {
    attempts: number;
    transientCount: number;
    reaskCount: number;
    inSilence: boolean;
    /** The judge is asked in another form by now. */
    formChanged?: boolean;
  },
  policy: RetryPolicy = RETRY_POLICY,
): CallTransition {
  const end = { delayMs: 0, reasked: false, reformed: false, transient: false };
  if (outcome.kind === 'verdict') return { ...end, status: 'DONE', verdict: outcome.verdict };
  if (outcome.kind === 'unusable') {
    if (outcome.verdict === 'unparseable' && call.formChanged)
      return { ...end, status: 'READY', verdict: null, reformed: true };
    const again = outcome.verdict === 'unparseable' && call.reaskCount < policy.reasks;
    if (again) return { ...end, status: 'READY', verdict: null, reasked: true };
    return { ...end, status: 'UNUSABLE', verdict: outcome.verdict };
  }
  if (outcome.failure === 'form') return { ...end, status: 'READY', verdict: null, reformed: true };
  if (outcome.failure === 'content') return { ...end, status: 'UNUSABLE', verdict: 'error' };
  if (outcome.failure === 'blocked') return { ...end, status: 'BLOCKED', verdict: null };
  if (outcome.failure === 'rate_limit') {
    return { ...end, status: 'READY', verdict: null, delayMs: outcome.retryAfterMs ?? backoff(call.attempts, policy) };
  }
  const delayMs = outcome.retryAfterMs ?? backoff(call.transientCount + 1, policy);
  if (call.inSilence && neverSent(outcome)) return { ...end, status: 'READY', verdict: null, delayMs };
  if (call.transientCount + 1 >= policy.transientTries)
    return { ...end, status: 'FAILED', verdict: null, transient: true };
  return { ...end, status: 'READY', verdict: null, delayMs, transient: true };
}

function backoff(tries: number, policy: RetryPolicy): number {
  return Math.min(60_000, policy.backoffMs * 2 ** (Math.min(tries, 10) - 1));
}
