import { expect, test } from 'vitest';
import { type PaceSample, paceOf, withSample } from './pace.ts';

test('measures the last minute once five seconds were seen', () => {
  const samples = [
    { at: 0, done: 0 },
    { at: 6_000, done: 12 },
  ];
  expect(paceOf(samples, 0)).toEqual({ callsPerMinute: 120, basis: 'recent', overMs: 6_000 });
});

test('falls back to the time since the start, and says so', () => {
  expect(paceOf([{ at: 120_000, done: 10 }], 0)).toEqual({ callsPerMinute: 5, basis: 'sinceStart', overMs: 120_000 });
});

test('is unknown before anything was done', () => {
  expect(paceOf([], 0)).toBeNull();
  expect(paceOf([{ at: 120_000, done: 0 }], 0)).toBeNull();
  expect(paceOf([{ at: 5, done: 1 }], null)).toBeNull();
});

test('forgets what is older than a minute', () => {
  const samples: PaceSample[] = [{ at: 0, done: 0 }];
  expect(withSample(samples, { at: 61_000, done: 5 })).toEqual([{ at: 61_000, done: 5 }]);
});
