import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ChatRequest, ReplySchema } from '#lib/chat/chat-model.ts';
import type { ReplyForm, Rung } from '#lib/chat/reply-form.ts';

/** The other two verdicts, and the spellings that tokenizers have of all three. The most that every endpoint with chances allows. */
const ALTERNATIVES = 5;

/** The body of a chat completion call in the given form. Only what is asked for stands in it. */
export function chatBody(request: ChatRequest, form: ReplyForm): ChatCompletionCreateParamsNonStreaming {
  return {
    model: request.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    ...(form.outputLimitField !== null && { [form.outputLimitField]: request.maxOutputTokens }),
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(form.logprobs && { logprobs: true, top_logprobs: ALTERNATIVES }),
    ...(request.replySchema && fieldsOfRung(form.rung, request.replySchema)),
  };
}

function fieldsOfRung(
  rung: Rung,
  { name, schema }: ReplySchema,
): Partial<Pick<ChatCompletionCreateParamsNonStreaming, 'response_format' | 'tools' | 'tool_choice'>> {
  if (rung === 'json_schema')
    return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } };
  if (rung === 'tool') {
    const call = { name, description: 'Gives the reply to the question.', parameters: schema };
    return {
      tools: [{ type: 'function', function: call }],
      tool_choice: { type: 'function', function: { name } },
    };
  }
  return rung === 'json_object' ? { response_format: { type: 'json_object' } } : {};
}
