import { expect, test } from 'vitest';
import type { RunProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { progressText } from './progress-text.ts';

const run = {
  state: 'RUNNING',
  endedAt: null,
  priceKnown: true,
  spend: 0.5,
  plan: { calls: 200, cost: null },
} as RunRow;
const progress = { calls: { DONE: 50, READY: 150 } } as unknown as RunProgress;

test('says on what pace and end rest', () => {
  expect(progressText(run, progress, { callsPerMinute: 60, basis: 'recent', overMs: 40_000 })).toBe(
    '50 of 200 calls, 60 calls/min over the last 40 s, about 2 min 30 s left at this pace, $0.50',
  );
  expect(progressText(run, progress, { callsPerMinute: 300, basis: 'sinceStart', overMs: 3_900_000 })).toBe(
    '50 of 200 calls, 5 calls/s over all 1 h 5 min of running, about 30 s left at this pace, $0.50',
  );
});

test('a run that stands still has no pace and no end', () => {
  const pace = { callsPerMinute: 60, basis: 'recent', overMs: 40_000 } as const;
  expect(progressText({ ...run, state: 'PAUSED' }, progress, pace)).toBe('50 of 200 calls, paused, $0.50');
});

test('failed calls are named', () => {
  const failing = { calls: { DONE: 50, FAILED: 7, READY: 143 } } as unknown as RunProgress;
  expect(progressText(run, failing, null)).toBe('50 of 200 calls, 7 failed, $0.50');
});
