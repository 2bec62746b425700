import type { FailureKind } from '#lib/chat/chat-failure.ts';
import type { ChatReply } from '#lib/chat/chat-model.ts';
import type { Verdict } from '#lib/db/judgements.ts';

/** How one attempt ended. */
export type AttemptOutcome =
  | { kind: 'verdict'; verdict: 'a' | 'b' | 'tie'; reason: string | null; reply: ChatReply }
  | { kind: 'unusable'; verdict: 'unparseable' | 'refused' | 'truncated'; detail: string; reply: ChatReply }
  | { kind: 'failure'; failure: FailureKind; message: string; status: number | null; retryAfterMs: number | null };

/** What the call becomes. */
export interface CallTransition {
  status: 'READY' | 'DONE' | 'UNUSABLE' | 'FAILED' | 'BLOCKED';
  /** Set when the call ends with a judgement. */
  verdict: Verdict | null;
  /** READY only: how long before the next attempt. */
  delayMs: number;
  reasked: boolean;
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
 * - `content`: this request will never be answered; the verdict's state is `error`.
 * - `rate_limit`: wait as told, as often as told. `transient`: back off, doubling; FAILED after the last try, kept for a retry by the user.
 * - `blocked`: the call waits until the run is resumed.
 */
export function callTransition(
  outcome: AttemptOutcome,
  call: { attempts: number; transientCount: number; reaskCount: number },
  policy: RetryPolicy = RETRY_POLICY,
): CallTransition {
  const end = { delayMs: 0, reasked: false, transient: false };
  if (outcome.kind === 'verdict') return { ...end, status: 'DONE', verdict: outcome.verdict };
  if (outcome.kind === 'unusable') {
    const again = outcome.verdict === 'unparseable' && call.reaskCount < policy.reasks;
    if (again) return { ...end, status: 'READY', verdict: null, reasked: true };
    return { ...end, status: 'UNUSABLE', verdict: outcome.verdict };
  }
  if (outcome.failure === 'content') return { ...end, status: 'UNUSABLE', verdict: 'error' };
  if (outcome.failure === 'blocked') return { ...end, status: 'BLOCKED', verdict: null };
  if (outcome.failure === 'rate_limit') {
    return { ...end, status: 'READY', verdict: null, delayMs: outcome.retryAfterMs ?? backoff(call.attempts, policy) };
  }
  if (call.transientCount + 1 >= policy.transientTries)
    return { ...end, status: 'FAILED', verdict: null, transient: true };
  const delayMs = outcome.retryAfterMs ?? backoff(call.transientCount + 1, policy);
  return { ...end, status: 'READY', verdict: null, delayMs, transient: true };
}

function backoff(tries: number, policy: RetryPolicy): number {
  return Math.min(60_000, policy.backoffMs * 2 ** (Math.min(tries, 10) - 1));
}
