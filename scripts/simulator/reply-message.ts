import type { ChatCompletionRequest } from './chat-request.ts';
import type { Decision } from './decision.ts';
import { type Filling, fillSchema, type Schema } from './fill-schema.ts';
import { numberFor } from './schema-number.ts';

/** The assistant message of a reply. */
export interface ReplyMessage {
  readonly role: 'assistant';
  readonly content: string | null;
  readonly refusal: string | null;
  readonly tool_calls?: readonly ToolCall[];
}

interface ToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** Puts a decision into the form the request asked for: tool call, JSON by schema, free JSON, or plain text. */
export function replyMessage(
  request: ChatCompletionRequest,
  reply: { text: string; decision: Decision; luck: Filling['luck'] },
): ReplyMessage {
  if (reply.decision.verdict === 'error') return say('I cannot say which of the two is better.');
  const filled = (schema: Schema | null | undefined) => JSON.stringify(fillSchema(schema ?? {}, reply));
  const tool = toolOf(request);
  if (tool) {
    const call = { name: tool.function.name, arguments: filled(tool.function.parameters) };
    return { ...say(null), tool_calls: [{ id: 'call_simulated', type: 'function', function: call }] };
  }
  const format = request.response_format;
  if (format?.type === 'json_schema') return say(filled(format.json_schema?.schema));
  if (format?.type === 'json_object') return say(freeJson(reply.decision));
  return say(plainText(reply.text, reply.decision));
}

function say(content: string | null): ReplyMessage {
  return { role: 'assistant', content, refusal: null };
}

function toolOf(request: ChatCompletionRequest) {
  if (!request.tools?.length || request.tool_choice === 'none') return undefined;
  const wanted = typeof request.tool_choice === 'object' ? request.tool_choice?.function.name : undefined;
  return request.tools.find((one) => one.function.name === wanted) ?? request.tools[0];
}

function freeJson(decision: Decision): string {
  if (decision.about === 'single') return JSON.stringify({ reason: decision.reason, score: scoreOf(decision) });
  return JSON.stringify({ reason: decision.reason, verdict: decision.verdict });
}

/** Marks that judge templates ask for; answers may hold other double brackets. */
const MARKS = /\[\[(?:[ABC]|tie|rating|\d+)\]\]/i;

/** Follows the marks the request shows: `[[A]]` (a tie is `[[C]]` unless `[[tie]]` is named), a rating, or JSON. */
function plainText(text: string, decision: Decision): string {
  const marked = MARKS.test(text);
  if (!marked && /\bjson\b/i.test(text)) return freeJson(decision);
  if (decision.about === 'single') return `${decision.reason} Rating: [[${scoreOf(decision)}]]`;
  if (decision.about === 'none' && !marked) return 'Simulated: this endpoint only judges; it cannot answer questions.';
  const tie = text.includes('[[tie]]') && !text.includes('[[C]]') ? 'tie' : 'C';
  return `${decision.reason} [[${decision.verdict === 'tie' ? tie : decision.verdict}]]`;
}

function scoreOf(decision: Decision): number {
  return numberFor({ type: 'number', minimum: 1, maximum: 10 }, { decision, name: 'score', luck: 0.5 });
}
