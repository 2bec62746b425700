import { excerpt } from '#lib/dataset/describe-value.ts';
import { type FormatDescription, hasFields } from './format-description.ts';
import { firstPresent, mappingOf, valueAtPath } from './mapping.ts';

/**
 * Input and output files of OpenAI's Batch API (platform.openai.com/docs/guides/batch): requests are prompts, responses are
 * answers, by `custom_id`. A request that failed is named as a missing answer.
 */
export const openaiBatch: FormatDescription = {
  name: 'openai-batch',
  title: 'OpenAI batch input or output',
  detects: (record) => hasFields(record, 'custom_id') && (hasFields(record, 'response') || hasFields(record, 'body')),
  reading: (record) =>
    hasFields(record, 'body')
      ? {
          mapping: mappingOf({
            prompt_id: 'custom_id',
            messages: firstPresent(record, ['body.messages', 'body.input']),
          }),
          required: ['prompt_id', 'messages'],
        }
      : {
          mapping: { prompt_id: 'custom_id', response: answerPath(record), contestant: 'response.body.model' },
          required: ['prompt_id', 'response'],
        },
  failure: (record) => {
    if (hasFields(record, 'body')) return null;
    const found = failureOf(record);
    const model = valueAtPath(record, 'response.body.model');
    return found && { ...found, contestant: typeof model === 'string' ? model : null };
  },
};

/** Chat completions and the Responses API, which puts reasoning before the message. */
function answerPath(record: object): string {
  const output = valueAtPath(record, 'response.body.output');
  if (!Array.isArray(output)) return 'response.body.choices[0].message.content';
  return `response.body.output[${output.findIndex((item) => item?.type === 'message')}].content[0].text`;
}

function failureOf(record: object): { field: string; reason: string } | null {
  const error = valueAtPath(record, 'error');
  if (error != null) return { field: 'error', reason: reasonIn(error) };
  const status = valueAtPath(record, 'response.status_code');
  if (status !== undefined && status !== 200) {
    return {
      field: 'response.status_code',
      reason: `${status}: ${reasonIn(valueAtPath(record, 'response.body.error'))}`,
    };
  }
  if (valueAtPath(record, answerPath(record)) != null) return null;
  const refusal = valueAtPath(record, 'response.body.choices[0].message.refusal');
  return typeof refusal === 'string'
    ? { field: 'response.body.choices[0].message.refusal', reason: excerpt(refusal) }
    : null;
}

function reasonIn(error: unknown): string {
  const message = typeof error === 'object' && error !== null ? valueAtPath(error, 'message') : error;
  return excerpt(typeof message === 'string' ? message : JSON.stringify(error ?? null));
}
