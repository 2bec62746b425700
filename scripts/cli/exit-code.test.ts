import { expect, test } from 'vitest';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import { exitCodeOf } from './exit-code.ts';

const judged: PlanCoverage = {
  matches: 20,
  withVerdict: 12,
  inconsistent: 0,
  pending: 0,
  withoutVerdict: 8,
  reasons: { refused: 8 },
};

test.each([
  ['COMPLETED', 0],
  ['PAUSED', 3],
  ['COMPLETED_WITH_GAPS', 4],
  ['CANCELLED', 5],
  ['FAILED', 5],
] as const)('a run that was waited for and is %s exits with %i', (state, code) => {
  expect(exitCodeOf({ state }, judged)).toBe(code);
});

test('a run without a single verdict has a gap as large as its plan, whatever its state', () => {
  const nothing = { ...judged, withVerdict: 0, withoutVerdict: 20 };
  expect(exitCodeOf({ state: 'COMPLETED' }, nothing)).toBe(4);
  expect(exitCodeOf({ state: 'COMPLETED' }, { ...nothing, inconsistent: 20, withoutVerdict: 0 })).toBe(0);
});
