import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sayNowAndThen } from './say-now-and-then.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('speaks at once, then once for all that came while it rested', () => {
  const said: string[] = [];
  const tell = sayNowAndThen(async (subject) => {
    said.push(subject);
  }, 500);
  for (let time = 0; time < 10; time += 1) tell('run');
  tell('other');
  expect(said).toEqual(['run', 'other']);
  vi.advanceTimersByTime(500);
  expect(said).toEqual(['run', 'other', 'run']);
  vi.advanceTimersByTime(5_000);
  expect(said).toHaveLength(3);
  tell('run');
  expect(said).toHaveLength(4);
});

it('goes on after a saying that failed', async () => {
  let tries = 0;
  const tell = sayNowAndThen(async () => {
    tries += 1;
    throw new Error('away');
  }, 500);
  tell('run');
  await vi.advanceTimersByTimeAsync(500);
  tell('run');
  expect(tries).toBe(2);
});
