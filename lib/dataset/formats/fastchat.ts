import { parseFastchatRecord } from './fastchat-record.ts';
import { type FormatDescription, hasFields } from './format-description.ts';
import { firstPresent, mappingOf } from './mapping.ts';

/** FastChat's questions and answers: see `fastchat-record.ts`. */
export const fastchat: FormatDescription = {
  name: 'fastchat',
  title: 'FastChat (MT-bench) questions and answers',
  detects: (record) =>
    hasFields(record, 'question_id') && ['turns', 'choices', 'model_id'].some((name) => hasFields(record, name)),
  reading: (record) =>
    hasFields(record, 'model_id') || hasFields(record, 'choices')
      ? {
          mapping: { prompt_id: 'question_id', response: 'choices[0].turns', contestant: 'model_id' },
          required: ['prompt_id', 'response', 'contestant'],
        }
      : {
          mapping: mappingOf({
            prompt_id: 'question_id',
            prompt: 'turns',
            category: firstPresent(record, ['category']),
            reference: firstPresent(record, ['reference']),
          }),
          required: ['prompt_id', 'prompt'],
        },
  parse: parseFastchatRecord,
};
