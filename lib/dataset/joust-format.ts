import { z } from 'zod';
import type { RecordContent, RecordProblem } from './dataset-row.ts';
import {
  filledText,
  nameText,
  optionalName,
  optionalText,
  promptKey,
  promptTurns,
  referenceList,
  responseTurns,
  storableText,
  tagList,
} from './field-schemas.ts';
import { parseRecord } from './parse-record.ts';

/**
 * A record of Joust's own format, JSON Lines. A record with `contestant` or `response` is an answer, any other a prompt; both may
 * stand in one file, in any order. Other fields are ignored; null means absent.
 *
 * - Prompt: `prompt_id` (text or whole number), `turns` (list of texts) or `prompt` (text), and optionally `category` (text),
 *   `tags` (list of texts), `context` (text), `reference` (text or list of texts).
 * - Answer: `prompt_id`, `contestant` (text), `turns` (list of texts) or `response` (text).
 */
export function parseJoustRecord(record: object): RecordContent | RecordProblem {
  const isResponse = 'contestant' in record || 'response' in record;
  return parseRecord(isResponse ? responseSchema : promptSchema, record);
}

const promptSchema = z
  .object({
    prompt_id: promptKey,
    turns: promptTurns.nullish(),
    prompt: filledText.nullish(),
    category: optionalName,
    tags: tagList,
    context: optionalText,
    reference: referenceList,
  })
  .transform((record, context): RecordContent => {
    const { category, tags, context: promptContext, reference } = record;
    const turns = onlyOneOf({ turns: record.turns, name: 'prompt', text: record.prompt }, context);
    return { kind: 'prompt', key: record.prompt_id, turns, category, tags, context: promptContext, reference };
  });

const responseSchema = z
  .object({
    prompt_id: promptKey,
    contestant: nameText,
    turns: responseTurns.nullish(),
    response: storableText.nullish(),
  })
  .transform((record, context): RecordContent => {
    const turns = onlyOneOf({ turns: record.turns, name: 'response', text: record.response }, context);
    return { kind: 'response', promptKey: record.prompt_id, contestant: record.contestant, turns };
  });

interface Alternatives {
  readonly turns: string[] | null | undefined;
  /** The field that holds a single turn, and its text. */
  readonly name: string;
  readonly text: string | null | undefined;
}

/** The turns, from the one field of two that has them. */
function onlyOneOf({ turns, name, text }: Alternatives, context: z.RefinementCtx): string[] {
  if (turns != null && text == null) return turns;
  if (turns == null && text != null) return [text];
  const isMissing = turns == null;
  context.addIssue({
    code: 'custom',
    path: isMissing ? ['turns'] : [name],
    message: isMissing ? `turns (a list of texts) or ${name} (a text)` : `turns or ${name}, not both`,
    input: isMissing ? undefined : text,
  });
  return z.NEVER;
}
