import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/ranking/seeded-random.ts';
import { predictSum } from './predict-sum.ts';

/** Replies of a log-normal length. */
function replies(random: () => number, { count, sigma }: { count: number; sigma: number }): number[] {
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return Math.round(100 * Math.exp(sigma * normal));
  });
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('the sum of many more replies', () => {
  it.each([0.3, 0.8, 1.2])('lies inside the range in 95 of 100 cases, with a long tail: sigma %s', (sigma) => {
    const integer = seededRandom(`coverage ${sigma}`);
    const random = () => (integer(2 ** 32) + 0.5) / 2 ** 32;
    const rounds = 200;
    let inside = 0;
    for (let round = 0; round < rounds; round++) {
      const { low, high } = predictSum(replies(random, { count: 20, sigma }), 300);
      const sum = sumOf(replies(random, { count: 300, sigma }));
      if (low <= sum && sum <= high) inside += 1;
    }
    // Three standard errors below 95 %.
    expect(inside / rounds).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / rounds));
  });

  it('is certain for replies of one length, and nothing for no replies', () => {
    expect(predictSum([40, 40, 40], 100)).toEqual({ expected: 4000, low: 4000, high: 4000 });
    expect(predictSum([40, 50], 0)).toEqual({ expected: 0, low: 0, high: 0 });
  });

  it('has the mean in its range, comes out the same every time, and is wider for fewer', () => {
    const sample = [30, 45, 52, 61, 33, 90, 41, 38, 47, 55];
    const { expected, low, high } = predictSum(sample, 100);
    expect(expected).toBeCloseTo(4920, 9);
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect(predictSum(sample, 100)).toEqual({ expected, low, high });
    const few = predictSum(sample.slice(0, 5), 100);
    expect(few.high - few.low).toBeGreaterThan(high - low);
  });

  it('takes two replies at least', () => {
    expect(() => predictSum([5], 10)).toThrow(RangeError);
  });
});
