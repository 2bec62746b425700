import { expect, test } from 'vitest';
import { restartDelayMs } from './restart-delay.ts';

test('the first restart is immediate for a person, and each quick death doubles the wait', () => {
  const delays: number[] = [];
  for (let quickDeaths = 0, round = 0; round < 9; round++) {
    const plan = restartDelayMs({ quickDeaths, livedMs: 50 });
    quickDeaths = plan.quickDeaths;
    delays.push(plan.delayMs);
  }
  expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
});

test('a child that lived long enough starts over with the short wait', () => {
  expect(restartDelayMs({ quickDeaths: 7, livedMs: 10_000 })).toEqual({ quickDeaths: 0, delayMs: 100 });
});
