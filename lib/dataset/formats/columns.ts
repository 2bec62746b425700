import { type FormatDescription, hasFields, type RecordReading } from './format-description.ts';
import { firstPresent, type Mapping, mappingOf, valueAtPath } from './mapping.ts';

/** Names by which tables call what Joust asks for, the likeliest first. */
const NAMES = {
  prompt_id: ['prompt_id', 'question_id', 'uid', 'custom_id', 'id', 'idx', 'key'],
  prompt: ['prompt', 'turns', 'instruction', 'question', 'query', 'input'],
  response: ['response', 'answer', 'output', 'generated', 'completion', 'generation', 'prediction'],
  contestant: ['contestant', 'model_id', 'model', 'model_name', 'generator', 'system'],
  category: ['category', 'task', 'dataset', 'subject', 'topic'],
  tags: ['tags'],
  context: ['context', 'passage', 'knowledge', 'source'],
  reference: ['reference', 'reference_answer', 'target', 'gold', 'expected'],
  'fields.source_language': ['source_language', 'source_lang'],
  'fields.target_language': ['target_language', 'target_lang'],
  'fields.draft': ['draft'],
};

/** Fields of verdicts about two answers: such a file has neither prompts nor answers to import. */
const OF_VERDICTS = [
  'winner',
  'preference',
  'verdict',
  'judgment',
  'judgement',
  'model_a',
  'model_1',
  'model_x',
  'output_1',
];

/** Any record whose fields have names that tell what they are: the last resort, and what most tables are. */
export const columns: FormatDescription = {
  name: 'columns',
  title: 'fields recognised by their names',
  detects: (record) => {
    if (OF_VERDICTS.some((name) => hasFields(record, name))) return false;
    const { prompt, response, prompt_id } = byNames(record);
    return prompt !== undefined || (response !== undefined && prompt_id !== undefined);
  },
  reading: readingByNames,
};

/** A record read by the names of its fields. */
export function readingByNames(record: object): RecordReading {
  const mapping = byNames(record);
  return { mapping, required: requiredOf(record, mapping) };
}

/** A row of a table is an answer when it holds one, a prompt when it holds only that. */
export function requiredOf(record: object, mapping: Mapping): string[] {
  const holds = (word: string) => mapping[word] !== undefined && valueAtPath(record, mapping[word]) != null;
  if (holds('response') || (mapping.response !== undefined && !holds('prompt'))) return ['response'];
  return mapping.messages === undefined ? ['prompt'] : ['messages'];
}

function byNames(record: object): Mapping {
  return mappingOf(
    Object.fromEntries(Object.entries(NAMES).map(([word, names]) => [word, firstPresent(record, names)] as const)),
  );
}
