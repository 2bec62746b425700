import { z } from 'zod';
import type { ReplySchema } from '#lib/chat/chat-model.ts';

/** The reply to a comparison. The reason comes first: a model that has written it decides with it in view. */
const verdictReply = z.strictObject({
  reason: z.string(),
  verdict: z.enum(['A', 'B', 'tie']),
});

/** The reply to a comparison that asks for no reason. */
const briefReply = verdictReply.omit({ reason: true });

/** The reply schema as sent to endpoints: all required, nothing else allowed, as strict modes demand. */
export const verdictReplySchema: ReplySchema = { name: 'verdict', schema: jsonSchemaOf(verdictReply) };
export const briefReplySchema: ReplySchema = { name: 'verdict', schema: jsonSchemaOf(briefReply) };

function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}
