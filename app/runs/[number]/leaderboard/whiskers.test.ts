import { expect, test } from 'vitest';
import { whiskers } from './whiskers.ts';

test('both limits are joined by a line with two ends', () => {
  expect(whiskers({ dot: 50, lower: 40, upper: 70, y: 10 })).toEqual({
    solid: 'M40 10H70M40 6v8M70 6v8',
    dashed: '',
  });
});

test('a side without a limit is dashed and has no end', () => {
  expect(whiskers({ dot: 50, lower: 40, upper: null, y: 10 })).toEqual({
    solid: 'M40 10H50M40 6v8',
    dashed: 'M50 10h36',
  });
  expect(whiskers({ dot: 50, lower: null, upper: 70, y: 10 })).toEqual({
    solid: 'M50 10H70M70 6v8',
    dashed: 'M50 10h-36',
  });
});

test('no interval, no whiskers', () => {
  expect(whiskers({ dot: 50, lower: null, upper: null, y: 10 })).toBeNull();
});
