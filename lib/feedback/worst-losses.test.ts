import { expect, test } from 'vitest';
import { type PlayedMatch, worstLosses } from './worst-losses.ts';

function match(id: string, opponent: string, overrides: Partial<PlayedMatch> = {}): PlayedMatch {
  return { id, promptKey: id, category: null, opponent, score: 0, result: 'lost', bothOrders: false, ...overrides };
}
const ratings = new Map([
  ['x', 1200],
  ['weak', 800],
  ['strong', 1400],
]);

test('losing to the weak comes before losing to the strong, and what was not lost is left out', () => {
  const matches = [
    match('p1', 'strong'),
    match('p2', 'weak'),
    match('p3', 'weak', { bothOrders: true }),
    match('p4', 'weak', { result: 'won' }),
    match('p5', 'unrated'),
  ];
  const losses = worstLosses({ matches, contestant: 'x', ratings, limit: 10 });
  expect(losses.map(({ id }) => id)).toEqual(['p3', 'p2', 'p1', 'p5']);
  expect(losses[0]?.expected).toBeCloseTo(10 / 11, 10);
  expect(losses[3]?.expected).toBeNull();
});

test('as many as asked for', () => {
  const matches = [match('p1', 'weak'), match('p2', 'weak')];
  expect(worstLosses({ matches, contestant: 'x', ratings, limit: 1 })).toHaveLength(1);
});
