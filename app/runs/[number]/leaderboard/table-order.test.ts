import { expect, test } from 'vitest';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { sorted } from './table-order.ts';

const rated = (contestant: string, rating: number | null) => ({ contestant, rating, games: 1 }) as Rating;
const ratings = [rated('a', 1100), rated('b', null), rated('c', 900)];
const names = (ascending: boolean) =>
  sorted(ratings, { column: 'rating', ascending }).map(({ contestant }) => contestant);

test('contestants without a rating come last, whichever way the column is sorted', () => {
  expect(names(true)).toEqual(['c', 'a', 'b']);
  expect(names(false)).toEqual(['a', 'c', 'b']);
});
