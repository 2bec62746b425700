import { z } from 'zod';
import type { ChatReply, TokenUsage } from '#lib/chat/chat-model.ts';
import { readTokens } from './read-tokens.ts';

const content = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string().nullish().catch(null), text: z.string().nullish().catch(null) })),
]);

/** How endpoints say that a reply was cut at the output limit, or that it was stopped for what it says; OpenAI's word first. */
const CUT = /^(?:length|max_tokens|max_output_tokens|model_length)$/i;
const FILTERED =
  /^(?:content_filter|content_filtered|refusal|safety|recitation|prohibited_content|blocklist|spii|sensitive|guardrail_intervened)$/i;
/** Parts of a reply in which a model thinks. */
const THINKING = /^(?:thinking|reasoning|redacted_thinking)$/;

/** Arguments are text; some servers send the object itself. */
const toolCall = z.object({ function: z.object({ arguments: z.union([z.string(), z.looseObject({})]).nullish() }) });

const completion = z.object({
  model: z.string().nullish(),
  system_fingerprint: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: content.nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(toolCall).nullish().catch(null),
        }),
        logprobs: z.unknown().optional(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

/**
 * Reads the body of an answered chat completion call.
 * @param body parsed JSON, or the text of a server that does not label its JSON as such
 * @returns the reply, or null when the body is no completion: no choices, no message, or generation ended in an error
 */
export function readCompletion(body: unknown): ChatReply | null {
  const parsed = completion.safeParse(typeof body === 'string' ? jsonOrNull(body) : body);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice || choice.finish_reason === 'error') return null;
  const { usage, model, system_fingerprint: fingerprint } = parsed.data;
  const called = calledWith(choice.message.tool_calls?.at(-1));
  const said = textOf(choice.message.content);
  return {
    text: called === null ? said : [said, called].filter((part) => part.trim() !== '').join('\n'),
    calledTool: called !== null,
    tokens: readTokens(choice.logprobs),
    refusal: refusalOf(choice),
    truncated: CUT.test(choice.finish_reason ?? ''),
    usage: usageOf(usage),
    servedModel: model || null,
    fingerprint: fingerprint || null,
  };
}

function textOf(value: z.infer<typeof content> | null | undefined): string {
  if (typeof value === 'string') return value;
  return (value ?? []).map((part) => (THINKING.test(part.type ?? '') ? '' : (part.text ?? ''))).join('');
}

function calledWith(call: z.infer<typeof toolCall> | undefined): string | null {
  const given = call?.function.arguments ?? null;
  return given === null || typeof given === 'string' ? given : JSON.stringify(given);
}

/** An empty refusal is none: some servers always send the field. A filtered reply is a refusal by the endpoint. */
function refusalOf(choice: { finish_reason?: string | null; message: { refusal?: string | null } }): string | null {
  if (choice.message.refusal) return choice.message.refusal;
  return FILTERED.test(choice.finish_reason ?? '') ? "Stopped by the endpoint's content filter." : null;
}

function usageOf(usage: z.infer<typeof completion>['usage']): TokenUsage | null {
  const inputTokens = usage?.prompt_tokens;
  const outputTokens = usage?.completion_tokens;
  if (!isCount(inputTokens) || !isCount(outputTokens)) return null;
  return { inputTokens, outputTokens };
}

function isCount(value: number | null | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
