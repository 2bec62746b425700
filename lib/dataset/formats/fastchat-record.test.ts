import { describe, expect, it } from 'vitest';
import { badAt, readOneRow } from '../../../scripts/test-support/read-rows.ts';

describe('the FastChat format', () => {
  it('reads questions', async () => {
    const question = { question_id: 81, category: 'writing', turns: ['x', 'y'], reference: ['r'] };
    expect(await readOneRow(question, 'fastchat')).toEqual({
      kind: 'prompt',
      file: 'f.jsonl',
      line: 1,
      key: '81',
      turns: ['x', 'y'],
      category: 'writing',
      tags: [],
      context: null,
      reference: ['r'],
      fields: {},
      implied: false,
    });
  });

  it('reads the first choice of an answer', async () => {
    const choices = [{ index: 0, turns: ['x', ''] }, { index: 1, turns: ['z'] }, 'junk'];
    const answer = { question_id: 81, answer_id: 'q', model_id: 'm', choices, tstamp: 1.5 };
    expect(await readOneRow(answer, 'fastchat')).toEqual({
      kind: 'response',
      file: 'f.jsonl',
      line: 1,
      promptKey: '81',
      contestant: 'm',
      turns: ['x', ''],
    });
  });

  it.each([
    [{ turns: ['x'] }, 'question_id', 'text or a whole number', 'nothing'],
    [{ question_id: 1 }, 'turns', 'a list of texts', 'nothing'],
    [{ question_id: 1, model_id: 'm' }, 'choices', 'a list of at least one choice', 'nothing'],
    [{ question_id: 1, model_id: 'm', choices: [] }, 'choices[0]', 'an object with turns', 'nothing'],
    [{ question_id: 1, model_id: 'm', choices: ['x'] }, 'choices[0]', 'an object with turns', '"x"'],
    [{ question_id: 1, model_id: 'm', choices: [{ turns: [1] }] }, 'choices[0].turns[0]', 'text', '1'],
    [{ question_id: 1, choices: [{ turns: ['x'] }] }, 'model_id', 'text', 'nothing'],
  ])('says what is wrong with %j', async (record, field, expected, got) => {
    expect(await readOneRow(record, 'fastchat')).toEqual(badAt(field, expected, got));
  });
});
