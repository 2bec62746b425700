import { type ChatCompletionRequest, requestText } from './chat-request.ts';
import type { Decision } from './decision.ts';
import type { ReplyMessage } from './reply-message.ts';
import { verdictLogprobs } from './verdict-logprobs.ts';

/** The one model the simulator serves. */
export const SIMULATED_MODEL = 'simulated-judge';

/** Roughly what English text costs; no tokenizer is run. */
const CHARACTERS_PER_TOKEN = 4;

/** The JSON of a chat completion. A reply longer than the request's output limit is cut there, as a provider would. */
export function completionBody(
  request: ChatCompletionRequest,
  reply: { message: ReplyMessage; decision: Decision; hash: string; createdSeconds: number; truncated: boolean },
) {
  const cut = cutAtLimit(reply.message, request.max_completion_tokens ?? request.max_tokens);
  const { message } = cut;
  const written = message.content ?? message.refusal ?? message.tool_calls?.[0]?.function.arguments ?? '';
  const usage = { prompt_tokens: tokens(requestText(request)), completion_tokens: tokens(written) };
  const alternatives = request.top_logprobs ?? 0;
  const logprobs =
    request.logprobs && message.content !== null
      ? { ...verdictLogprobs(message.content, { decision: reply.decision, alternatives }), refusal: null }
      : null;
  const finished = message.tool_calls ? 'tool_calls' : 'stop';
  return {
    id: `chatcmpl-simulated-${reply.hash.slice(0, 16)}`,
    object: 'chat.completion',
    created: reply.createdSeconds,
    model: request.model,
    system_fingerprint: 'simulated',
    choices: [{ index: 0, message, logprobs, finish_reason: cut.shortened || reply.truncated ? 'length' : finished }],
    usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
  };
}

function cutAtLimit(message: ReplyMessage, limit: number | null | undefined) {
  const longest = (limit ?? Number.POSITIVE_INFINITY) * CHARACTERS_PER_TOKEN;
  if (message.content === null || message.content.length <= longest) return { message, shortened: false };
  return { message: { ...message, content: message.content.slice(0, longest) }, shortened: true };
}

function tokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
