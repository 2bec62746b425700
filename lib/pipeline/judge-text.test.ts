import { expect, it } from 'vitest';
import { parseJudgeText, type TypedJudge } from './judge-text.ts';

const FORMS: [string, TypedJudge | null][] = [
  ['gpt-5-mini', { model: 'gpt-5-mini' }],
  ['gpt-5-mini*2', { model: 'gpt-5-mini', weight: 2 }],
  ['qwen@http://localhost:8000/v1', { model: 'qwen', endpoint: 'http://localhost:8000/v1' }],
  ['qwen@http://localhost:8000/v1*0.5', { model: 'qwen', endpoint: 'http://localhost:8000/v1', weight: 0.5 }],
  ['publisher/claude@20250514', { model: 'publisher/claude@20250514' }],
  ['claude@20250514@https://x.example/v1', { model: 'claude@20250514', endpoint: 'https://x.example/v1' }],
  ['simulated-judge@simulator:*3', { model: 'simulated-judge', endpoint: 'simulator:', weight: 3 }],
  ['', null],
];

it.for(FORMS)('%s', ([text, judge]) => {
  expect(parseJudgeText(text)).toEqual(judge);
});
