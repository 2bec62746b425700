import { z } from 'zod';
import type { BadRecord, RecordContent } from '#lib/dataset/dataset-row.ts';
import {
  nameText,
  optionalName,
  promptKey,
  promptTurns,
  referenceList,
  responseTurns,
} from '#lib/dataset/field-schemas.ts';
import { parseRecord, type RecordShape } from '#lib/dataset/parse-record.ts';

/**
 * A record of FastChat's format, in which MT-bench is published (github.com/lm-sys/FastChat, fastchat/llm_judge). A record with
 * `model_id` or `choices` is an answer, any other a question. Other fields are ignored; null means absent.
 *
 * - Question: `question_id`, `turns`, and optionally `category`, `reference`.
 * - Answer: `question_id`, `model_id`, `choices`: a list whose first item has `turns`. Further choices are ignored.
 */
export function parseFastchatRecord(record: object): RecordContent | BadRecord {
  const isAnswer = 'model_id' in record || 'choices' in record;
  return parseRecord(isAnswer ? answerShape : questionShape, record);
}

const questionSchema = z
  .object({ question_id: promptKey, turns: promptTurns, category: optionalName, reference: referenceList })
  .transform(
    ({ question_id: key, turns, category, reference }): RecordContent => ({
      kind: 'prompt',
      key,
      turns,
      category,
      tags: [],
      context: null,
      reference,
      fields: {},
      implied: false,
    }),
  );

const choice = z.object({ turns: responseTurns }, { error: 'an object with turns' });

const answerSchema = z
  .object({
    question_id: promptKey,
    model_id: nameText,
    choices: z.tuple([choice], z.unknown(), { error: 'a list of at least one choice' }),
  })
  .transform(
    ({ question_id, model_id, choices: [{ turns }] }): RecordContent => ({
      kind: 'response',
      promptKey: question_id,
      contestant: model_id,
      turns,
    }),
  );

const fields = { promptKeyField: 'question_id', contestantField: 'model_id' };
const questionShape: RecordShape = { kind: 'prompt', schema: questionSchema, ...fields };
const answerShape: RecordShape = { kind: 'response', schema: answerSchema, ...fields };
