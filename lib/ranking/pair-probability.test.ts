import { describe, expect, it } from 'vitest';
import { pairProbability } from './pair-probability.ts';

describe('pairProbability', () => {
  it('is one half for equals, 10/11 for a lead of 400 points, and 3/4 for 190.8', () => {
    expect(pairProbability(1000, 1000)).toBe(0.5);
    expect(pairProbability(1400, 1000)).toBeCloseTo(10 / 11, 12);
    expect(pairProbability(1190.8485, 1000)).toBeCloseTo(0.75, 6);
  });

  it('adds up to one with the sides swapped', () => {
    expect(pairProbability(1234, 987) + pairProbability(987, 1234)).toBeCloseTo(1, 12);
  });

  it('rejects ratings that are not finite', () => {
    expect(() => pairProbability(Number.NaN, 1000)).toThrow(RangeError);
  });
});
