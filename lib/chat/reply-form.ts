/**
 * How the form of a reply is asked for, the surest way first: a schema the endpoint enforces, a function the model has to call, any
 * JSON object, or words alone.
 */
export const RUNGS = ['json_schema', 'tool', 'json_object', 'text'] as const;
export type Rung = (typeof RUNGS)[number];

/** The field that limits a reply's length; reasoning models reject the older name, some servers the newer. */
export type OutputLimitField = 'max_tokens' | 'max_completion_tokens';

/** Parts of a request that an endpoint may refuse although it would answer the question without them. */
export type RefusablePart = Exclude<Rung, 'text'> | 'temperature' | 'logprobs' | OutputLimitField;

/** The form a request is sent in: all that can differ between endpoints for one question. */
export interface ReplyForm {
  readonly rung: Rung;
  /** Null: no field is sent, as the endpoint refuses both. */
  readonly outputLimitField: OutputLimitField | null;
  /** Whether the chances of the tokens are asked for. */
  readonly logprobs: boolean;
}
