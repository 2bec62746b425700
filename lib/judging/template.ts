import type { ChatMessage, ReplySchema } from '#lib/chat/chat-model.ts';
import type { JudgingInput } from './judging-input.ts';
import type { TemplateDefinition } from './template-definition.ts';

/** A judge prompt for two answers. Its wording belongs to its version: whoever changes one byte raises the version. */
export interface JudgingTemplate {
  readonly id: string;
  readonly version: number;
  readonly definition: TemplateDefinition;
  readonly replySchema: ReplySchema;
  /** What every request begins with, as its system message. */
  readonly instructions: string;
  /** What of an input it shows; the rest can change no answer. */
  shown(input: JudgingInput): JudgingInput;
  /**
   * The request for one judgement. Equal inputs and key give messages that are equal byte for byte.
   * @param input.delimiterKey what the delimiters are hashed with; it cannot change the question
   * @throws RangeError without a prompt turn or without an answer turn
   */
  render(input: JudgingInput & { readonly delimiterKey: string }): RenderedJudging;
}

/** Messages of one judgement, and the form of the reply. */
export interface RenderedJudging {
  readonly messages: readonly ChatMessage[];
  readonly replySchema: ReplySchema;
}
