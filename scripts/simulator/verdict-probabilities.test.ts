import { expect, test } from 'vitest';
import { verdictProbabilities } from './verdict-probabilities.ts';

test('chances add up to one and equal answers are even', () => {
  for (const firstQuality of [0, 3, 9.5]) {
    const { A, B, tie } = verdictProbabilities({ firstQuality, secondQuality: 3, firstBias: 0.1 });
    expect(A + B + tie).toBeCloseTo(1, 12);
  }
  const even = verdictProbabilities({ firstQuality: 5, secondQuality: 5, firstBias: 0 });
  expect(even.A).toBe(even.B);
  expect(even.tie).toBeCloseTo(0.35, 12);
});

test('the bias is the excess over one half at equal quality', () => {
  const { A, B } = verdictProbabilities({ firstQuality: 5, secondQuality: 5, firstBias: 0.05 });
  expect(A / (A + B)).toBeCloseTo(0.55, 12);
});

test('the wider the gap, the surer the verdict and the rarer the tie', () => {
  const at = (secondQuality: number) => verdictProbabilities({ firstQuality: 9, secondQuality, firstBias: 0 });
  expect(at(2).A).toBeGreaterThan(at(5).A);
  expect(at(5).A).toBeGreaterThan(at(8).A);
  expect(at(2).tie).toBeLessThan(at(8).tie);
});
