import type { RefusablePart } from './reply-form.ts';

/**
 * Why a request got no reply; decided once, in `lib/llm`, where the response is known.
 * - `rate_limit`: wait as told, then try again with fewer in flight.
 * - `transient`: the provider or the network failed; back off, try again, give up after some tries.
 * - `content`: this request will never be answered (a 400 on this prompt); others are unaffected.
 * - `form`: the endpoint refuses a part of the request that the question does not need; ask again without it.
 * - `blocked`: no request of this judge can succeed (401, 403, unknown model, no quota, DNS); pause the run.
 */
export type FailureKind = 'rate_limit' | 'transient' | 'content' | 'form' | 'blocked';

/** What is known of a request that failed. Options left out mean "not known", or false. */
export interface FailureDetails {
  readonly kind: FailureKind;
  readonly status?: number | null;
  readonly code?: string | null;
  readonly retryAfterMs?: number | null;
  readonly possiblyPaid?: boolean;
  /** Of the kind `form`: what was refused. */
  readonly refused?: RefusablePart | null;
  readonly cause?: unknown;
}

/**
 * A request that got no reply, with what decides the next step. Whoever throws it must keep secrets out of `message`,
 * `code` and `cause`: all three are stored, logged and shown.
 */
export class ChatFailure extends Error {
  readonly kind: FailureKind;
  /** HTTP status; null when no response arrived. */
  readonly status: number | null;
  /** The provider's or the network's own code (`insufficient_quota`, `ECONNRESET`): failures group by it. Null: none given. */
  readonly code: string | null;
  /** How long the provider asked us to wait; null when it did not say. */
  readonly retryAfterMs: number | null;
  /** True when the provider may have billed the request although no reply arrived (time-out, cut connection). */
  readonly possiblyPaid: boolean;
  /** The part of the request that was refused; null unless the kind is `form`. */
  readonly refused: RefusablePart | null;

  constructor(message: string, details: FailureDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ChatFailure';
    this.kind = details.kind;
    this.status = details.status ?? null;
    this.code = details.code ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.possiblyPaid = details.possiblyPaid ?? false;
    this.refused = details.refused ?? null;
  }
}
