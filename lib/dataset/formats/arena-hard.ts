import { type FormatDescription, hasFields, type RecordReading } from './format-description.ts';
import { firstPresent, mappingOf, valueAtPath } from './mapping.ts';

/**
 * Arena-Hard's `question.jsonl` and `model_answer/*.jsonl` (github.com/lmarena/arena-hard-auto). Version 0.1 keeps FastChat's
 * fields with an object for each turn; version 2 has `uid` with `prompt`, and `messages` whose last content is the answer.
 */
export const arenaHard: FormatDescription = {
  name: 'arena-hard',
  title: 'Arena-Hard questions and answers',
  detects: (record) =>
    typeof valueAtPath(record, 'turns[0].content') === 'string' ||
    valueAtPath(record, 'choices[0].turns[0].content') !== undefined ||
    (hasFields(record, 'uid') && (hasFields(record, 'prompt') || hasFields(record, 'model', 'messages'))),
  reading: (record) => (hasFields(record, 'uid') ? version2(record) : version01(record)),
  normalise: withTextContents,
};

function version01(record: object): RecordReading {
  if (hasFields(record, 'model_id') || hasFields(record, 'choices')) {
    const mapping = { prompt_id: 'question_id', response: 'choices[0].turns', contestant: 'model_id' };
    return { mapping, required: ['prompt_id', 'response', 'contestant'] };
  }
  const category = firstPresent(record, ['cluster', 'category']);
  return {
    mapping: mappingOf({ prompt_id: 'question_id', prompt: 'turns', category }),
    required: ['prompt_id', 'prompt'],
  };
}

function version2(record: object): RecordReading {
  if (hasFields(record, 'model') || hasFields(record, 'messages')) {
    const mapping = { prompt_id: 'uid', response: 'answers', contestant: 'model' };
    return { mapping, required: ['prompt_id', 'response', 'contestant'] };
  }
  const category = firstPresent(record, ['subcategory', 'category']);
  return { mapping: mappingOf({ prompt_id: 'uid', prompt: 'prompt', category }), required: ['prompt_id', 'prompt'] };
}

/** Version 2: the texts of the assistant's messages, whose content is a text or `{answer}`, as `answers`. */
function withTextContents(record: object): object {
  const messages = valueAtPath(record, 'messages');
  if (!hasFields(record, 'uid') || !Array.isArray(messages)) return record;
  const answers = messages
    .filter((message) => message?.role === 'assistant')
    .map(({ content }) => (typeof content === 'object' && content !== null ? content.answer : content));
  return { ...record, answers };
}
