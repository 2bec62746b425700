import { z } from 'zod';
import type { BadRecord, RecordContent } from '#lib/dataset/dataset-row.ts';
import {
  fieldTexts,
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
} from '#lib/dataset/field-schemas.ts';
import { parseRecord, type RecordShape } from '#lib/dataset/parse-record.ts';

/**
 * A record of Joust's own format, JSON Lines. A record with `contestant` or `response` is an answer, any other a prompt; both may
 * stand in one file, in any order. Other fields are ignored; null means absent.
 *
 * - Prompt: `prompt_id` (text or whole number), `turns` (list of texts) or `prompt` (text), and optionally `category` (text),
 *   `tags` (list of texts), `context` (text), `reference` (text or list of texts), `fields` (object of texts).
 * - Answer: `prompt_id`, `contestant` (text), `turns` (list of texts) or `response` (text).
 */
export function parseJoustRecord(record: object): RecordContent | BadRecord {
  const isResponse = 'contestant' in record || 'response' in record;
  return parseRecord(isResponse ? responseShape : promptShape, record);
}

const promptSchema = oneText(
  z.object({
    prompt_id: promptKey,
    turns: promptTurns.nullish(),
    prompt: filledText.nullish(),
    category: optionalName,
    tags: tagList,
    context: optionalText,
    reference: referenceList,
    fields: fieldTexts,
  }),
  'prompt',
).transform(({ prompt_id, turns, prompt, ...record }): RecordContent => {
  return { kind: 'prompt', key: prompt_id, turns: turns ?? [prompt ?? ''], ...record, implied: false };
});

const responseSchema = oneText(
  z.object({
    prompt_id: promptKey,
    contestant: nameText,
    turns: responseTurns.nullish(),
    response: storableText.nullish(),
  }),
  'response',
).transform(({ prompt_id, contestant, turns, response }): RecordContent => {
  return { kind: 'response', promptKey: prompt_id, contestant, turns: turns ?? [response ?? ''] };
});

const fields = { promptKeyField: 'prompt_id', contestantField: 'contestant' };
const promptShape: RecordShape = { kind: 'prompt', schema: promptSchema, ...fields };
const responseShape: RecordShape = { kind: 'response', schema: responseSchema, ...fields };

/** Demands exactly one of `turns` and the field that holds a single turn; also when other fields are wrong. */
function oneText<Schema extends z.ZodType<{ turns?: unknown }>>(schema: Schema, field: string): Schema {
  const single = (record: object) => new Map<string, unknown>(Object.entries(record)).get(field);
  const when = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null;
  return schema
    .refine((record) => record.turns != null || single(record) != null, {
      path: ['turns'],
      error: `turns (a list of texts) or ${field} (a text)`,
      when,
    })
    .refine((record) => record.turns == null || single(record) == null, {
      path: [field],
      error: `turns or ${field}, not both`,
      when,
    });
}
