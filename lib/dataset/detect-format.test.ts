import { expect, it } from 'vitest';
import { detectFormat } from './detect-format.ts';

it.each([
  [{ prompt_id: 1, prompt: 'x' }, 'joust'],
  [{ prompt_id: 1, contestant: 'm', turns: ['x'] }, 'joust'],
  [{ question_id: 1, turns: ['x'] }, 'fastchat'],
  [{ question_id: 1, model_id: 'm', choices: [] }, 'fastchat'],
  [{ question_id: 'a', cluster: 'c', turns: [{ content: 'x' }] }, 'arena-hard'],
  [{ question_id: 'a', model_id: 'm', choices: [{ index: 0, turns: [{ content: 'x' }] }] }, 'arena-hard'],
  [{ uid: 'a', category: 'c', prompt: 'x' }, 'arena-hard'],
  [{ uid: 'a', model: 'm', messages: [{ role: 'user', content: 'x' }] }, 'arena-hard'],
  [{ model_id: 'm', instruction: 'x', generated: 'y', task: 't' }, 'varco-arena'],
  [{ instruction: 'x', output: 'y', generator: 'm', dataset: 'd' }, 'alpaca-eval'],
  [{ prompt: 'x', prompt_id: 'a', messages: [{ role: 'user', content: 'x' }] }, 'messages'],
  [{ conversations: [{ from: 'human', value: 'x' }] }, 'messages'],
  [{ prompt: [{ role: 'user', content: 'x' }], completion: [{ role: 'assistant', content: 'y' }] }, 'messages'],
  [{ id: 'b', custom_id: 'a', response: { status_code: 200, body: {} }, error: null }, 'openai-batch'],
  [{ custom_id: 'a', method: 'POST', url: '/v1/chat/completions', body: {} }, 'openai-batch'],
  [{ doc_id: 0, doc: {}, target: 't', arguments: [['x', {}]], resps: [['y']] }, 'lm-eval'],
  [{ id: 1, epoch: 1, input: 'x', target: 't', output: {}, eval: { model: 'm' } }, 'inspect'],
  [{ question: 'x', answer: 'y', model: 'm' }, 'columns'],
  [{ instruction: 'x' }, 'columns'],
])('recognises %j', (record, format) => {
  expect(detectFormat(record)).toBe(format);
});

it.each([
  [{ prompt: 'x', model_x: 'm', model_y: 'n', winner: 'left' }],
  [{ instruction: 'x', output_1: 'y', preference: 1 }],
  [{ wrong: 'x' }],
  [{ answer: 'y' }],
  [[]],
  [null],
  ['prompt_id'],
  [3],
])('does not know %j', (record) => {
  expect(detectFormat(record)).toBeNull();
});
