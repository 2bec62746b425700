import { expect, test } from 'vitest';
import { inadequacy } from './adequacy.ts';
import type { Rating } from './rank-games.ts';

function rated(contestant: string, rating: number, half: number | null, rank: number): Rating {
  const [lower, upper] = half === null ? [null, null] : [rating - half, rating + half];
  const record = { group: 1, games: 10, wins: 5, losses: 5, ties: 0, flags: [] };
  return { contestant, rating, se: null, lower, upper, rank, rankLower: 1, rankUpper: 2, ...record };
}

test('enough prompts and a gap wider than its interval: nothing to say', () => {
  expect(inadequacy([rated('x', 1100, 20, 1), rated('y', 1000, 20, 2)], 80)).toBeNull();
});

test('fewer than 50 prompts are few, however wide the gap', () => {
  expect(inadequacy([rated('x', 1300, 20, 1), rated('y', 1000, 20, 2)], 24)).toMatchObject({
    isFew: true,
    close: null,
    needed: 50,
  });
});

test('an interval twice the gap needs four times the prompts', () => {
  const found = inadequacy([rated('x', 1020, 24, 1), rated('y', 1000, 32, 2)], 100);
  expect(found).toMatchObject({ isFew: false, close: { leader: 'x', rival: 'y', gap: 20, margin: 40 }, needed: 400 });
});

test('equal ratings are told apart by no number of prompts', () => {
  expect(inadequacy([rated('x', 1000, 20, 1), rated('y', 1000, 20, 1)], 100)?.needed).toBeNull();
});

test('without intervals few prompts are still few; without a ranking there is nothing to say', () => {
  expect(inadequacy([rated('x', 1020, null, 1), rated('y', 1000, null, 2)], 5)).toMatchObject({
    close: null,
    needed: 50,
  });
  expect(inadequacy([{ ...rated('x', 1020, 1, 1), rank: null }], 5)).toBeNull();
});
