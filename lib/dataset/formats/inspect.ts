import { excerpt } from '#lib/dataset/describe-value.ts';
import { type FormatDescription, hasFields } from './format-description.ts';
import { mappingOf, valueAtPath } from './mapping.ts';

/**
 * Samples of an Inspect log (inspect.aisi.org.uk), each with the log's `eval`. Of several epochs the first is read: a contestant
 * has one answer a prompt. A sample that ended in an error is named as a missing answer.
 */
export const inspectLog: FormatDescription = {
  name: 'inspect',
  title: 'Inspect log',
  detects: (record) =>
    hasFields(record, 'input', 'eval') && (hasFields(record, 'output') || hasFields(record, 'epoch')),
  reading: (record) => ({
    mapping: mappingOf({
      [Array.isArray(valueAtPath(record, 'input')) ? 'messages' : 'prompt']: 'input',
      response: 'output.choices[0].message.content',
      contestant: 'eval.model',
      category: typeof valueAtPath(record, 'eval.task') === 'string' ? 'eval.task' : null,
      reference: 'target',
    }),
    required: ['response', 'contestant'],
  }),
  normalise: (record) => {
    const target = valueAtPath(record, 'target');
    return Array.isArray(target) ? { ...record, target: target.join('\n') } : record;
  },
  failure: (record) => {
    const contestant = valueAtPath(record, 'eval.model');
    const named = { contestant: typeof contestant === 'string' ? contestant : null };
    const epoch = valueAtPath(record, 'epoch');
    if (typeof epoch === 'number' && epoch > 1)
      return { field: 'epoch', reason: `epoch ${epoch}; the first is read`, ...named };
    const error = valueAtPath(record, 'error') ?? valueAtPath(record, 'output.error');
    if (error == null) return null;
    const message = typeof error === 'object' ? valueAtPath(error, 'message') : error;
    return { field: 'error', reason: excerpt(typeof message === 'string' ? message : JSON.stringify(error)), ...named };
  },
};
