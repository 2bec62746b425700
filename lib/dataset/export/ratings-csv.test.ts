import { expect, test } from 'vitest';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { ratingsCsv } from './ratings-csv.ts';

const rating: Rating = {
  contestant: 'heron',
  rating: 1238.25,
  se: null,
  lower: null,
  upper: null,
  rank: 1,
  rankLower: 1,
  rankUpper: 2,
  group: 1,
  games: 3,
  wins: 2,
  losses: 1,
  ties: 0,
  flags: [],
};

test('writes one line a contestant, unknown values empty', () => {
  expect(ratingsCsv([rating]).split('\r\n')[1]).toBe('heron,1238.25,,,,1,1,2,1,3,2,1,0,');
});

test('a side without a limit is empty, and the flags say why', () => {
  const line = ratingsCsv([{ ...rating, lower: 1100.5, flags: ['wins every game', 'no upper limit'] }]).split(
    '\r\n',
  )[1];
  expect(line).toBe('heron,1238.25,1100.5,,,1,1,2,1,3,2,1,0,wins every game; no upper limit');
});

test('names with commas, quotes and formulas stay names', () => {
  const names = ['a, b', 'say "hi"', '=HYPERLINK("x")', '왜가리'].map((contestant) => ({ ...rating, contestant }));
  const written = ratingsCsv(names)
    .split('\r\n')
    .slice(1, 5)
    .map((line) => line.replace(/,1238.*/, ''));
  expect(written).toEqual(['"a, b"', '"say ""hi"""', '"\'=HYPERLINK(""x"")"', '왜가리']);
});
