import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { z } from 'zod';
import { ChatFailure, type FailureDetails } from '#lib/chat/chat-failure.ts';
import type { RefusablePart } from '#lib/chat/reply-form.ts';
import { isPossiblyPaid, kindOfConnection, kindOfResponse } from './failure-kind.ts';
import { redactSecrets } from './redact-secrets.ts';
import type { RefusingResponse } from './refused-part.ts';
import { retryAfterMs } from './retry-after.ts';

const LONGEST_MESSAGE = 500;

/** What failures need to know of the request. */
export interface FailureContext {
  /** The key that was sent, to be kept out of every message; null when none was. */
  readonly apiKey: string | null;
  /** Milliseconds since 1970, to read a `retry-after` date. */
  readonly now: number;
  /** Which part of the request a response refuses; null: none. */
  readonly refusedPart: (response: RefusingResponse) => RefusablePart | null;
}

/**
 * Makes a `ChatFailure` of whatever the `openai` package threw. The original is not kept as `cause`: it holds response
 * headers and provider texts, and providers echo parts of keys. What matters of it is copied, with secrets taken out.
 */
export function failureOf(thrown: unknown, context: FailureContext): ChatFailure {
  if (thrown instanceof APIUserAbortError) return timeoutFailure();
  if (thrown instanceof APIConnectionError) return connectionFailure(thrown, context);
  if (thrown instanceof APIError && typeof thrown.status === 'number') return responseFailure(thrown, context);
  if (thrown instanceof SyntaxError) return unreadableReply();
  // Left: the connection broke while the body was read.
  return connectionFailure(thrown, context);
}

/** The request was not answered in time. The provider may have gone on and billed. */
export function timeoutFailure(timeoutMs?: number): ChatFailure {
  const limit = timeoutMs === undefined ? '' : ` within ${timeoutMs} ms`;
  return new ChatFailure(`No reply${limit}.`, { kind: 'transient', code: 'timeout', possiblyPaid: true });
}

/**
 * Status 200 with a body that is no completion. It is `transient`, since gateways cut or replace bodies under load and
 * the same request succeeds later, and possibly paid, since a model ran behind most 200s.
 */
export function unreadableReply(): ChatFailure {
  const message = 'The endpoint answered with status 200, but not with a chat completion.';
  return new ChatFailure(message, { kind: 'transient', status: 200, code: 'unreadable_reply', possiblyPaid: true });
}

const errorBody = z.object({
  error: z.object({ code: z.unknown().optional(), type: z.unknown().optional(), message: z.unknown().optional() }),
});

/**
 * The failure of a status 200 whose body is no completion. Routers report failures of the provider behind them as
 * `{error: {code: 429, message}}` under status 200: these count as the status they name.
 */
export function failureInBody(body: unknown, context: FailureContext): ChatFailure {
  const parsed = errorBody.safeParse(body);
  const status = Number(parsed.data?.error.code);
  if (!parsed.success || !(status >= 400 && status <= 599)) return unreadableReply();
  const { message, type } = parsed.data.error;
  const said = { status, code: null, type: textOrNull(type), param: null, message: textOrNull(message) ?? '' };
  return describe(said, { context });
}

function responseFailure(error: APIError, context: FailureContext): ChatFailure {
  const response = {
    status: error.status as number,
    code: textOrNull(error.code),
    type: textOrNull(error.type),
    param: textOrNull(error.param),
    message: error.message,
  };
  const wait = error.headers ? retryAfterMs(error.headers, { now: context.now }) : null;
  return describe(response, { context, wait });
}

function describe(
  response: RefusingResponse,
  { context, wait = null }: { context: FailureContext; wait?: number | null },
): ChatFailure {
  const { status, message } = response;
  const said = message.startsWith(`${status}`) ? message : `${status} ${message}`;
  const kind = kindOfResponse(response);
  const refused = kind === 'rate_limit' ? null : context.refusedPart(response);
  return redacted(said, context, {
    kind: refused === null ? kind : 'form',
    refused,
    status,
    code: response.code ?? response.type,
    retryAfterMs: wait,
    possiblyPaid: isPossiblyPaid(status),
  });
}

function connectionFailure(thrown: unknown, context: FailureContext): ChatFailure {
  const code = systemCode(thrown);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return timeoutFailure();
  if (code === null && thrown instanceof APIConnectionTimeoutError) return timeoutFailure();
  const { kind, possiblyPaid } = kindOfConnection(code);
  return redacted(`The connection to the endpoint failed: ${code ?? 'no code given'}.`, context, {
    kind,
    code,
    possiblyPaid,
  });
}

/** The first system error code along the chain of causes. */
function systemCode(thrown: unknown): string | null {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    const code: unknown = 'code' in error ? error.code : null;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
    if (error instanceof AggregateError && error.errors.length > 0) return systemCode(error.errors[0]);
  }
  return null;
}

function redacted(message: string, context: FailureContext, details: FailureDetails): ChatFailure {
  const clean = (text: string) => redactSecrets(text, { apiKey: context.apiKey }).slice(0, LONGEST_MESSAGE);
  return new ChatFailure(clean(message), { ...details, code: details.code ? clean(details.code) : null });
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
