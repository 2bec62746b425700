import { expect, test } from 'vitest';
import { brackets, rankBands } from './rank-bands.ts';

const ranked = (...ranges: [number | null, number | null][]) =>
  ranges.map(([rankLower, rankUpper], index) => ({
    contestant: `c${index + 1}`,
    rank: index + 1,
    rankLower,
    rankUpper,
  }));

test('bands are what no rank range reaches across', () => {
  const bands = rankBands(ranked([1, 1], [2, 3], [2, 4], [3, 4], [5, 6], [5, 6]));
  expect(bands).toEqual([['c1'], ['c2', 'c3', 'c4'], ['c5', 'c6']]);
});

test('a contestant without a range may stand anywhere', () => {
  expect(rankBands(ranked([1, 1], [null, null], [3, 3]))).toEqual([['c1', 'c2', 'c3']]);
});

test('without ranges, and across groups that never met, there are no bands', () => {
  expect(rankBands(ranked([null, null], [null, null]))).toEqual([]);
  expect(rankBands(ranked([1, 1], [2, 2]).map((rating) => ({ ...rating, rank: null })))).toEqual([]);
});

test('a bracket joins a band of two or more', () => {
  expect([...brackets([['a'], ['b', 'c', 'd']])]).toEqual([
    ['b', 'first'],
    ['c', 'inner'],
    ['d', 'last'],
  ]);
});
