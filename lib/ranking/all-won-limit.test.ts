import { describe, expect, it } from 'vitest';
import { allWonSlack } from './all-won-limit.ts';

const record = { advantages: [500], weights: [1], clusters: 10, tail: 0.025 };

describe('allWonSlack', () => {
  it('leaves the exact limit of 10 out of 10 open: 69.2 % of the points (Clopper and Pearson)', () => {
    const advantage = 500 - allWonSlack(record);
    expect(1 / (1 + 10 ** (-advantage / 400))).toBeCloseTo(0.6915, 4);
  });

  it('comes near the rule of three for many clusters: 3.69 of n points may have been lost', () => {
    const advantage = 1500 - allWonSlack({ ...record, advantages: [1500], clusters: 1000 });
    expect(1000 / (1 + 10 ** (advantage / 400))).toBeCloseTo(3.68, 2);
  });

  it('weighs opponents by their games', () => {
    const split = allWonSlack({ ...record, advantages: [500, 500], weights: [3, 1] });
    expect(split).toBeCloseTo(allWonSlack(record), 6);
  });

  it('is nothing where the rating is no higher than what the games leave open', () => {
    expect(allWonSlack({ ...record, advantages: [100] })).toBe(0);
  });
});
