import { expect, test } from 'vitest';
import { sidesOf, upsetGap } from './sides-of.ts';

const match = { contestantA: 'x', contestantB: 'y', state: 'b' } as const;

test('the contestant in question stands left, and the result is its own', () => {
  expect(sidesOf(match, null)).toEqual({ left: 'x', right: 'y', outcome: 'lost' });
  expect(sidesOf(match, 'y')).toEqual({ left: 'y', right: 'x', outcome: 'won' });
  expect(sidesOf({ ...match, state: 'a' }, 'y').outcome).toBe('lost');
  expect(sidesOf({ ...match, state: 'refused' }, 'y').outcome).toBe('refused');
});

test('an upset is a win of the lower rated', () => {
  const ratings = new Map([
    ['x', 1100],
    ['y', 1000],
  ]);
  expect(upsetGap(match, ratings)).toBe(100);
  expect(upsetGap({ ...match, state: 'a' }, ratings)).toBeNull();
  expect(upsetGap({ ...match, state: 'tie' }, ratings)).toBeNull();
  expect(upsetGap(match, new Map([['x', 1100]]))).toBeNull();
});
