import { z } from 'zod';

const textPart = z.object({ text: z.string().nullish() });
const message = z.object({ role: z.string(), content: z.union([z.string(), z.array(textPart)]).nullish() });
const schema = z.record(z.string(), z.unknown());
const tool = z.object({ function: z.object({ name: z.string(), parameters: schema.nullish() }) });

/** The part of an OpenAI chat completion request that the simulator reads. */
export const chatRequest = z.object({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.number().int().min(0).max(20).nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  response_format: z
    .object({ type: z.string(), json_schema: z.object({ schema: schema.nullish() }).nullish() })
    .nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z.union([z.string(), z.object({ function: z.object({ name: z.string() }) })]).nullish(),
});
export type ChatCompletionRequest = z.infer<typeof chatRequest>;

/** All text of a request, message by message. */
export function requestText(request: ChatCompletionRequest): string {
  const textOf = (content: ChatCompletionRequest['messages'][number]['content']) =>
    typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('\n');
  return request.messages.map((one) => textOf(one.content)).join('\n');
}
