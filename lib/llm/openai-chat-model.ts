import { OpenAI } from 'openai';
import type { ChatModel, ChatReply, ChatRequest } from '#lib/chat/chat-model.ts';
import type { ReplyForm } from '#lib/chat/reply-form.ts';
import { JoustError } from '#lib/errors.ts';
import { chatBody } from './chat-body.ts';
import { endpointOf, endpointText } from './endpoint.ts';
import { type FailureContext, failureInBody, failureOf, timeoutFailure } from './failure-of.ts';
import { httpFetch } from './http-fetch.ts';
import { fieldOfHost } from './initial-capability.ts';
import { readCompletion } from './read-completion.ts';
import { refusedPart } from './refused-part.ts';

/** The package's own timer ends before some bodies are read, so ours decides and this one never fires: one day. */
const PACKAGE_TIMEOUT_MS = 86_400_000;

/**
 * A chat model behind an OpenAI-compatible endpoint. Make one per endpoint and key and keep it: its client is reused, and
 * connections stay open between calls, without a limit of their number.
 *
 * One call is one HTTP request: no retries, and redirects are not followed (the key would travel along, and the cost
 * double). `timeoutMs` covers everything from connecting to the last byte.
 *
 * @param options.baseUrl the address before `/chat/completions`
 * @param options.apiKey null for servers that want none
 * @throws JoustError `bad-endpoint`, `bad-api-key`
 */
export function openAiChatModel(options: { baseUrl: string; apiKey: string | null }): ChatModel {
  const apiKey = checkedKey(options.apiKey);
  endpointOf(options.baseUrl);
  const usualForm: ReplyForm = {
    rung: 'json_schema',
    outputLimitField: fieldOfHost(options.baseUrl),
    logprobs: false,
  };
  const client = clientOf({ baseUrl: endpointText(options.baseUrl), apiKey });
  return async (request, { timeoutMs }) => {
    const form = request.form ?? usualForm;
    const body = chatBody(request, form);
    const send = (signal: AbortSignal) => client.chat.completions.create(body, { signal });
    const context = () => contextOf(request, { form, apiKey });
    return readReply(await sendWithin(send, { timeoutMs, context }), context);
  };
}

/**
 * Everything the package would read from the environment is set here: a variable of the process must not send a key or
 * an account name to somebody else's endpoint. It writes no log.
 */
function clientOf({ baseUrl, apiKey }: { baseUrl: string; apiKey: string | null }): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: PACKAGE_TIMEOUT_MS,
    logLevel: 'off',
    fetch: httpFetch,
    ...(apiKey === null && { defaultHeaders: { Authorization: null } }),
  });
}

/**
 * Ends at `timeoutMs` whatever the package and the socket do: the signal cancels the request, and the race does not wait
 * until that took effect.
 */
async function sendWithin(
  send: (signal: AbortSignal) => Promise<unknown>,
  { timeoutMs, context }: { timeoutMs: number; context: () => FailureContext },
): Promise<unknown> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(timeoutFailure(timeoutMs));
      controller.abort();
    }, timeoutMs);
  });
  try {
    const sent = send(controller.signal).catch((thrown) => {
      throw failureOf(thrown, context());
    });
    return await Promise.race([sent, expired]);
  } finally {
    clearTimeout(timer);
  }
}

function contextOf(request: ChatRequest, sent: { form: ReplyForm; apiKey: string | null }): FailureContext {
  const { form, apiKey } = sent;
  return { apiKey, now: Date.now(), refusedPart: (response) => refusedPart(response, request, form) };
}

function readReply(body: unknown, context: () => FailureContext): ChatReply {
  const reply = readCompletion(body);
  if (reply === null) throw failureInBody(body, context());
  return reply;
}

/** A key with a line break or a letter outside ASCII cannot be sent; Node's own error for it would repeat the key. */
function checkedKey(apiKey: string | null): string | null {
  if (apiKey === null || /^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw new JoustError({
    code: 'bad-api-key',
    expected: 'an API key of visible ASCII characters',
    got: apiKey === '' ? 'an empty one' : 'one with spaces, line breaks or other characters',
    fix: 'Copy the key again, without quotes or line breaks.',
  });
}
