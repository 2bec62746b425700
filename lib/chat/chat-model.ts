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
}

/** Tokens as the endpoint billed them. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
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
}

/**
 * The port to every language model: one async function. It makes exactly one HTTP request, ends within `timeoutMs`,
 * and either resolves with a reply or throws a `ChatFailure`.
 */
export type ChatModel = (request: ChatRequest, options: { timeoutMs: number }) => Promise<ChatReply>;
