import { expect, test } from 'vitest';
import type { Decision } from './decision.ts';
import { verdictLogprobs } from './verdict-logprobs.ts';

const decision: Decision = {
  about: 'pair',
  verdict: 'A',
  probabilities: { A: 0.7, B: 0.2, tie: 0.1 },
  firstQuality: 8,
  secondQuality: 6,
  reason: 'Simulated.',
};

test.each(['{"reason":"A or B, \\"B\\"?","verdict":"A"}', 'Simulated: B was graded 6. [[A]]'])(
  'in %s the verdict token carries the chances and the tokens add up to the text',
  (content) => {
    const tokens = verdictLogprobs(content, { decision, alternatives: 2 }).content;
    expect(tokens.map((one) => one.token).join('')).toBe(content);
    const unsure = tokens.filter((one) => one.logprob < 0);
    expect(unsure.map((one) => one.token)).toEqual(['A']);
    expect(Math.exp(unsure[0]?.logprob ?? 0)).toBeCloseTo(0.7, 12);
    expect(unsure[0]?.top_logprobs.map((one) => one.token)).toEqual(['A', 'B']);
  },
);

test('a tie written as C has the token C', () => {
  const tie: Decision = { ...decision, verdict: 'tie' };
  const tokens = verdictLogprobs('[[C]]', { decision: tie, alternatives: 3 }).content;
  expect(tokens.find((one) => one.logprob < 0)?.token).toBe('C');
});

test('text without a verdict has certain tokens only', () => {
  const tokens = verdictLogprobs('I cannot say.', { decision, alternatives: 2 }).content;
  expect(tokens.every((one) => one.logprob === 0)).toBe(true);
});
