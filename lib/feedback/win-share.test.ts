import { expect, test } from 'vitest';
import { winShare } from './win-share.ts';

const on = (prompt: string, score: number) => ({ prompt, score });

test('the interval is that of Wilson: 15 of 20 gives 0.531 to 0.888', () => {
  const scores = Array.from({ length: 20 }, (_, index) => on(`p${index}`, index < 15 ? 1 : 0));
  const share = winShare(scores);
  expect(share?.share).toBe(0.75);
  expect(share?.lower).toBeCloseTo(0.5313, 3);
  expect(share?.upper).toBeCloseTo(0.8881, 3);
});

test('a prompt counts once, however often it was judged', () => {
  const often = Array.from({ length: 100 }, () => on('p1', 1));
  expect(winShare([...often, on('p2', 0)])).toMatchObject({ share: 0.5, prompts: 2, results: 101 });
});

test('somebody who won everything is not said to win for certain', () => {
  const share = winShare([on('p1', 1), on('p2', 1), on('p3', 1)]);
  expect(share?.upper).toBe(1);
  expect(share?.lower).toBeCloseTo(0.4385, 3);
});

test('no results, no share', () => {
  expect(winShare([])).toBeNull();
});
