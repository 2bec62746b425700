import { createHash } from 'node:crypto';
import type { ReplySchema } from '#lib/chat/chat-model.ts';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import { endpointText } from './endpoint.ts';

/** Everything that can change the answer to a call. */
export interface RequestIdentity {
  /**
   * What is asked, without delimiters: the inputs of the template and its version (`verdictKey` for a judgement). Not the
   * rendered messages, whose delimiters differ between runs.
   */
  readonly subject: JsonValue;
  readonly baseUrl: string;
  readonly model: string;
  /** Left out: the endpoint's default, which is a value of its own. */
  readonly temperature?: number;
  readonly maxOutputTokens: number;
  readonly replySchema?: ReplySchema;
  /** Tells repeated asking apart, which is meant to give independent answers. */
  readonly sample: number;
  /** How the reply's form was enforced (`json_schema`, `prompt`, …). Left out: as the reply schema says. */
  readonly rung?: string;
}

/** Changes when the meaning of the fields does, so that old keys are not mistaken for new ones. */
const FORMAT = 'joust-request-1';

/**
 * The cache key of a call: SHA-256, in hex, over canonical JSON of everything that can change the answer. API keys,
 * teams, runs, time-outs and prices cannot, and are not part of it.
 * @throws RangeError when a number is not finite; JoustError `bad-endpoint`
 */
export function requestHash(identity: RequestIdentity): string {
  const { replySchema, baseUrl, ...rest } = identity;
  // As text: the order of a schema's properties is the order in which a model writes them.
  const schema = replySchema && { name: replySchema.name, schema: JSON.stringify(replySchema.schema) };
  const whole = { ...rest, format: FORMAT, endpoint: endpointText(baseUrl), replySchema: schema };
  return createHash('sha256').update(canonicalJson(whole)).digest('hex');
}
