import { expect, test } from 'vitest';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import { isContradictory, isShort, ratedShare } from './plan-shortfall.ts';

function coverage(changes: Partial<PlanCoverage>): PlanCoverage {
  return { matches: 100, withVerdict: 0, inconsistent: 0, pending: 0, withoutVerdict: 0, reasons: {}, ...changes };
}

test('a run is short from the twentieth missing match on, measured by what was to be judged so far', () => {
  expect(isShort(coverage({ withVerdict: 96, withoutVerdict: 4 }))).toBe(false);
  expect(isShort(coverage({ withVerdict: 95, withoutVerdict: 5 }))).toBe(true);
  expect(isShort(coverage({ withVerdict: 38, withoutVerdict: 2, pending: 60 }))).toBe(true);
  expect(isShort(coverage({ pending: 100 }))).toBe(false);
});

test('one missing match makes no run short while others are to come', () => {
  expect(isShort(coverage({ withVerdict: 3, withoutVerdict: 1, pending: 96 }))).toBe(false);
  expect(isShort(coverage({ matches: 4, withVerdict: 3, withoutVerdict: 1 }))).toBe(true);
});

test('ratings rest on contradictions too', () => {
  expect(ratedShare(coverage({ withVerdict: 40, inconsistent: 10, withoutVerdict: 50 }))).toBe(0.5);
  expect(isContradictory(coverage({ withVerdict: 40, inconsistent: 41 }))).toBe(true);
  expect(isContradictory(coverage({ withVerdict: 40, inconsistent: 40 }))).toBe(false);
});
