import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ChatRequest } from '#lib/chat/chat-model.ts';

/**
 * The body of a chat completion call. What a model or endpoint cannot take (reasoning models and `temperature`, servers
 * without `json_schema` or a system role) is decided here and nowhere else.
 */
export function chatBody(request: ChatRequest, endpoint: URL): ChatCompletionCreateParamsNonStreaming {
  return {
    model: request.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    [outputLimitField(endpoint)]: request.maxOutputTokens,
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.replySchema && {
      response_format: {
        type: 'json_schema' as const,
        json_schema: { name: request.replySchema.name, strict: true, schema: request.replySchema.schema },
      },
    }),
  };
}

/**
 * OpenAI's own API deprecates `max_tokens`, and its reasoning models reject it. Compatible servers all know `max_tokens`,
 * but some ignore the newer name, which would leave the output unlimited, and some reject it.
 */
function outputLimitField(endpoint: URL): 'max_tokens' | 'max_completion_tokens' {
  const ownApi = /(^|\.)(openai\.com|openai\.azure\.com)$/.test(endpoint.hostname);
  return ownApi ? 'max_completion_tokens' : 'max_tokens';
}
