import { expect, test } from 'vitest';
import { type PaceSample, paceOf, withSample } from './run-pace.ts';

test('measures the last minute once five seconds were seen', () => {
  const samples = [
    { runningMs: 0, done: 0 },
    { runningMs: 6_000, done: 12 },
  ];
  expect(paceOf(samples)).toEqual({ callsPerMinute: 120, basis: 'recent', overMs: 6_000 });
});

test('falls back to all the time the run was under way, and says so', () => {
  expect(paceOf([{ runningMs: 120_000, done: 10 }])).toEqual({
    callsPerMinute: 5,
    basis: 'sinceStart',
    overMs: 120_000,
  });
});

test('is unknown before anything was done', () => {
  expect(paceOf([])).toBeNull();
  expect(paceOf([{ runningMs: 120_000, done: 0 }])).toBeNull();
  expect(paceOf([{ runningMs: 5, done: 1 }])).toBeNull();
});

test('forgets what is older than a minute of running', () => {
  const samples: PaceSample[] = [{ runningMs: 0, done: 0 }];
  expect(withSample(samples, { runningMs: 61_000, done: 5 })).toEqual([{ runningMs: 61_000, done: 5 }]);
});

test('a pause adds nothing: neither time nor samples', () => {
  const paused = { runningMs: 8_000, done: 16 };
  let samples: PaceSample[] = [{ runningMs: 2_000, done: 4 }];
  for (let look = 0; look < 100; look += 1) samples = withSample(samples, paused);
  expect(samples).toHaveLength(2);
  samples = withSample(samples, { runningMs: 10_000, done: 20 });
  expect(paceOf(samples)).toEqual({ callsPerMinute: 120, basis: 'recent', overMs: 8_000 });
});
