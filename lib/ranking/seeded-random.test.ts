import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

const draws = (seed: string | number, count: number, bound = 10) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random(bound));
};

describe('seededRandom', () => {
  it('gives the same integers for the same seed, on every machine and in every version', () => {
    expect(draws('joust', 12)).toEqual(draws('joust', 12));
    expect(draws('joust', 12)).toMatchInlineSnapshot(`
      [
        6,
        9,
        4,
        8,
        8,
        1,
        3,
        2,
        7,
        3,
        9,
        3,
      ]
    `);
  });

  it('gives other integers for another seed', () => {
    expect(draws(1, 20)).not.toEqual(draws(2, 20));
  });

  it('is even over its range', () => {
    const counts = new Array<number>(10).fill(0);
    for (const value of draws('even', 100_000)) counts[value]!++;
    // Five standard deviations of a count of mean 10,000.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });
});
