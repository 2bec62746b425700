import { describe, expect, it } from 'vitest';
import { intervalTail, minimumClusters } from './interval-tail.ts';
import { normalDeviate, normalProbability } from './normal-distribution.ts';

describe('minimumClusters', () => {
  it('is where agreement of all clusters becomes rarer by chance than the level allows', () => {
    expect([0.5, 0.75, 0.9, 0.95, 0.99].map(minimumClusters)).toEqual([2, 3, 5, 6, 8]);
    expect(minimumClusters(0.01)).toBe(2);
  });
});

describe('intervalTail', () => {
  it('cuts off what the table of Student’s t says: 2.571, 2.262 and 2.093 for 5, 9 and 19 degrees of freedom', () => {
    for (const [clusters, student] of [
      [6, 2.571],
      [10, 2.262],
      [20, 2.093],
    ] as const) {
      const deviate = -normalDeviate(intervalTail({ level: 0.95, clusters }));
      expect(Math.abs(deviate / Math.sqrt(clusters / (clusters - 1)) - student)).toBeLessThan(0.001);
    }
  });

  it('grows with the clusters, up to the plain percentile', () => {
    const tails = Array.from({ length: 60 }, (_, index) => intervalTail({ level: 0.95, clusters: index + 6 }));
    expect(tails).toEqual([...tails].sort((left, right) => left - right));
    expect(tails.at(-1)).toBeCloseTo(0.025, 12);
  });
});

describe('the normal distribution', () => {
  it('has its published values', () => {
    expect(normalProbability(0)).toBe(0.5);
    expect(normalProbability(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalProbability(-3)).toBeCloseTo(0.00134989803163, 14);
    expect(normalDeviate(0.975)).toBeCloseTo(1.959963984540054, 11);
  });
});
