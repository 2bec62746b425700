import { type FormatDescription, hasFields } from './format-description.ts';
import { parseJoustRecord } from './joust-record.ts';
import { firstPresent, mappingOf } from './mapping.ts';

/** Joust's own format: see `joust-record.ts`. A record with both `prompt` and `response` is an answer that brings its prompt. */
export const joust: FormatDescription = {
  name: 'joust',
  title: 'Joust',
  detects: (record) => hasFields(record, 'prompt_id'),
  reading: (record) => {
    const isAnswer = firstPresent(record, ['contestant', 'response']) !== null;
    const turns = firstPresent(record, ['turns']);
    return {
      mapping: mappingOf({
        prompt_id: 'prompt_id',
        prompt: isAnswer ? firstPresent(record, ['prompt']) : (turns ?? 'prompt'),
        response: isAnswer ? (firstPresent(record, ['response']) ?? turns ?? 'response') : null,
        contestant: isAnswer ? 'contestant' : null,
        ...(isAnswer
          ? {}
          : Object.fromEntries(
              ['category', 'tags', 'context', 'reference'].map((word) => [word, firstPresent(record, [word])]),
            )),
        ...fieldsOf(record),
      }),
      required: ['prompt_id', ...(isAnswer ? ['response', 'contestant'] : ['prompt'])],
    };
  },
  parse: (record) => (hasFields(record, 'prompt', 'response') ? null : parseJoustRecord(record)),
};

function fieldsOf(record: object): Record<string, string> {
  const fields = 'fields' in record ? record.fields : null;
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(Object.keys(fields).map((name) => [`fields.${name}`, `fields.${name}`]));
}
