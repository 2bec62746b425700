import type { ReplyForm } from './reply-form.ts';

/** One message of a chat request. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A JSON schema the reply must follow, where the endpoint can enforce one. */
export interface ReplySchema {
  readonly name: string;
  readonly schema: Record<string, unknown>;
}

/** One request to a chat model: everything that can change the answer, nothing else. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly replySchema?: ReplySchema;
  /** Left out: the endpoint's default. */
  readonly temperature?: number;
  readonly maxOutputTokens: number;
  /** Left out: a schema where there is one, the limit in the field the host understands, no chances of tokens. */
  readonly form?: ReplyForm;
}

/** Tokens as the endpoint billed them. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A token of a reply, with how likely it was and what else could have stood there; natural logarithms. */
export interface TokenChance {
  readonly token: string;
  readonly logprob: number;
  readonly alternatives: readonly { readonly token: string; readonly logprob: number }[];
}

/** What came back from a request that was answered, whatever the answer is worth. */
export interface ChatReply {
  readonly text: string;
  /** The model's own words when it declined; null when it did not. */
  readonly refusal: string | null;
  /** True when the reply was cut at the output limit. */
  readonly truncated: boolean;
  /** Null when the endpoint did not say. */
  readonly usage: TokenUsage | null;
  /** The model and build that answered, as the endpoint names them; part of judge provenance. */
  readonly servedModel: string | null;
  readonly fingerprint: string | null;
  /** The tokens of the text with their chances, where they were asked for and given. */
  readonly tokens?: readonly TokenChance[] | null;
  /** True when the text holds the arguments of the function that the model had to call. */
  readonly calledTool?: boolean;
}

/**
 * The port to every language model: one async function. It makes exactly one HTTP request, ends within `timeoutMs`,
 * and either resolves with a reply or throws a `ChatFailure`.
 */
export type ChatModel = (request: ChatRequest, options: { timeoutMs: number }) => Promise<ChatReply>;
