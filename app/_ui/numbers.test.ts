import { expect, test } from 'vitest';
import { durationParts, roundedForecast } from './duration-parts.ts';
import { moneyFormat } from './money-format.ts';

const written = (usd: number) => new Intl.NumberFormat('en', moneyFormat(usd)).format(usd);

test('money has cents above a dollar and two significant digits below', () => {
  expect([3.1, 1234.567, 0.0314, 0.5, 0.999, 0].map(written)).toEqual([
    '$3.10',
    '$1,234.57',
    '$0.031',
    '$0.50',
    '$1.00',
    '$0',
  ]);
});

test('durations keep their two largest units', () => {
  expect(durationParts(59_400)).toEqual({ unit: 'seconds', large: 59, small: 0 });
  expect(durationParts(61_000)).toEqual({ unit: 'minutes', large: 1, small: 1 });
  expect(durationParts(3_599_900)).toEqual({ unit: 'wholeHours', large: 1, small: 0 });
  expect(durationParts(26 * 3_600_000)).toEqual({ unit: 'days', large: 1, small: 2 });
});

test('a forecast is rounded to about a tenth', () => {
  expect([7_400, 44_000, 733_000, 5_000_000].map(roundedForecast)).toEqual([7_000, 44_000, 720_000, 5_100_000]);
});
