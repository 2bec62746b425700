import { expect, test } from 'vitest';
import { chartLayout } from './chart-layout.ts';

test('short names stand beside the axis, in no more room than they need', () => {
  const { nameWidth } = chartLayout(['heron', 'osprey'], false);
  expect(nameWidth).toBeGreaterThan(40);
  expect(nameWidth).toBeLessThan(80);
});

test('one name that does not fit moves all of them above their whiskers', () => {
  expect(chartLayout(['heron', 'x'.repeat(60)], false)).toMatchObject({ nameWidth: 0, rowHeight: 36 });
  expect(chartLayout(['claude-3-5-sonnet-20241022'], true).nameWidth).toBe(0);
  expect(chartLayout(['claude-3-5-sonnet-20241022'], false).nameWidth).toBeGreaterThan(0);
});
