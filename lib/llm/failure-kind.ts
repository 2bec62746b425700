import type { FailureKind } from '#lib/chat/chat-failure.ts';

/** What decides the kind of a failed HTTP response. */
export interface FailedResponse {
  readonly status: number;
  /** The provider's `error.code`, or `error.type` where it has none. */
  readonly code: string | null;
  readonly type: string | null;
  readonly message: string;
}

/** Codes and types with which providers say that the account has no money or quota left; waiting does not help. */
const NO_QUOTA = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'insufficient_balance',
]);
/** Some say so with status 400 and no code of their own. */
const NO_QUOTA_TEXT = /credit balance is too low|budget has been exceeded|insufficient (credit|balance|funds)/i;
/** Codes with which providers name a model that does not exist, whatever the status. */
const NO_MODEL = new Set(['model_not_found', 'invalid_model', 'unknown_model', 'DeploymentNotFound']);
/** One router says so in words only. Short texts only: a longer one may repeat what contestants wrote. */
const NO_MODEL_TEXT = /^.{0,120} is not a valid model/i;
/** Codes of a rejected key that some providers send with a 400. */
const NO_KEY = new Set(['invalid_api_key', 'account_deactivated', 'API_KEY_INVALID']);

/**
 * The kind of a failed HTTP response.
 *
 * | response | kind |
 * |---|---|
 * | no quota (also as a 429), 402 | blocked |
 * | 401, 403, unknown model, rejected key, 404, 405, 3xx | blocked: no request to this address can succeed |
 * | 429 | rate_limit |
 * | 408, 409, 425, 5xx | transient |
 * | other 4xx | content |
 *
 * A 403 for moderated content of one prompt is told apart by its code.
 */
export function kindOfResponse(response: FailedResponse): FailureKind {
  const { status } = response;
  const named = (codes: ReadonlySet<string>) => codes.has(response.code ?? '') || codes.has(response.type ?? '');
  if (named(NO_QUOTA) || named(NO_MODEL) || named(NO_KEY)) return 'blocked';
  if (status === 400 && (NO_MODEL_TEXT.test(response.message) || NO_QUOTA_TEXT.test(response.message)))
    return 'blocked';
  if (status === 403 && isModerated(response)) return 'content';
  if ([401, 402, 403, 404, 405].includes(status) || status < 400) return 'blocked';
  if (status === 429) return 'rate_limit';
  if (status === 408 || status === 409 || status === 425 || status >= 500) return 'transient';
  return 'content';
}

/** A gateway that gave up waiting says nothing about the model behind it, which may have gone on and billed. */
const POSSIBLY_PAID_STATUSES: readonly number[] = [408, 502, 504, 524];

/** Whether a request that ended with this HTTP status may have been billed all the same. */
export function isPossiblyPaid(status: number): boolean {
  return POSSIBLY_PAID_STATUSES.includes(status);
}

function isModerated({ code, type, message }: FailedResponse): boolean {
  return (
    [code, type].some((name) => /content_filter|content_policy|moderation/.test(name ?? '')) || /flagged/i.test(message)
  );
}

/** Codes of connections that never carried the request: it cannot have been paid. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** The name of the host does not resolve, or its certificate is not trusted: a wrong address, not a busy server. */
const NO_HOST = new Set([
  ...['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'],
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
]);

/**
 * The kind of a connection that failed, by the system's error code.
 *
 * A refused connection is `transient`, not `blocked`: a judge server that restarts refuses for some seconds, and pausing
 * the run at once would need a person to go on. A server that stays down is noticed by its silence (decision 8).
 */
export function kindOfConnection(code: string | null): { kind: FailureKind; possiblyPaid: boolean } {
  if (code !== null && NO_HOST.has(code)) return { kind: 'blocked', possiblyPaid: false };
  return { kind: 'transient', possiblyPaid: code === null || !NEVER_SENT.has(code) };
}
