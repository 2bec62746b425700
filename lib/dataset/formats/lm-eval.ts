import { type FormatDescription, hasFields } from './format-description.ts';
import { mappingOf, valueAtPath } from './mapping.ts';

/**
 * What EleutherAI's harness writes with `--log_samples` (github.com/EleutherAI/lm-evaluation-harness): a folder for each model with
 * `samples_TASK_TIME.jsonl`. Only tasks that generate text have answers to compare.
 */
export const lmEval: FormatDescription = {
  name: 'lm-eval',
  title: 'lm-evaluation-harness samples',
  detects: (record) => hasFields(record, 'doc', 'resps') && hasFields(record, 'arguments'),
  reading: (record) => ({
    mapping: mappingOf({
      prompt_id: hasFields(record, 'doc_id') ? 'doc_id' : null,
      prompt: promptPath(record),
      response: 'resps[0][0]',
      reference: typeof valueAtPath(record, 'target') === 'string' ? 'target' : null,
    }),
    required: ['prompt', 'response'],
  }),
  naming: (fileName) => {
    const parts = fileName.split(/[\\/]/);
    const task = /^samples_(.+?)(_\d{4}-\d\d-\d\dT[\d.:-]+)?\.jsonl(\.gz)?$/.exec(parts.at(-1) ?? '')?.[1] ?? null;
    return {
      contestant: parts.at(-2)?.replace('__', '/') ?? null,
      category: task,
      // Documents are numbered from 0 in every task.
      keyPrefix: task === null ? '' : `${task}/`,
    };
  },
};

/** Arguments of the first request: a list, or since version 0.4.3 an object of objects. */
function promptPath(record: object): string {
  const isObject = valueAtPath(record, 'arguments.gen_args_0.arg_0') !== undefined;
  return isObject ? 'arguments.gen_args_0.arg_0' : 'arguments[0][0]';
}
