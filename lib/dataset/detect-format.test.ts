import { expect, it } from 'vitest';
import { detectFormat, detectShape } from './detect-format.ts';

it.each([
  [
    { prompt_id: 1, prompt: 'x' },
    { format: 'joust', kind: 'prompt' },
  ],
  [
    { prompt_id: 1, contestant: 'm', turns: ['x'] },
    { format: 'joust', kind: 'response' },
  ],
  [
    { prompt_id: 1, response: 'x' },
    { format: 'joust', kind: 'response' },
  ],
  [
    { question_id: 1, turns: ['x'] },
    { format: 'fastchat', kind: 'prompt' },
  ],
  [
    { question_id: 1, model_id: 'm', choices: [] },
    { format: 'fastchat', kind: 'response' },
  ],
])('recognises the shape of %j', (record, shape) => {
  expect(detectShape(record)).toEqual(shape);
  expect(detectFormat(record)).toBe(shape.format);
});

it.each([[{ instruction: 'x' }], [[]], [null], ['prompt_id'], [3]])('does not know %j', (record) => {
  expect(detectShape(record)).toBeNull();
  expect(detectFormat(record)).toBeNull();
});
