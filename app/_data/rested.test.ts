import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rested } from './rested.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A read that takes as long as it says. */
function slowRead(tookMs: number) {
  let reads = 0;
  return vi.fn((_: string) => new Promise<number>((resolve) => setTimeout(() => resolve(++reads), tookMs)));
}

test('who asks at the same time shares one read, and it rests twenty times as long as it took', async () => {
  const read = slowRead(1_000);
  const ask = rested({ keyOf: String, read });
  const answers = Promise.all([ask('run'), ask('run'), ask('run')]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answers).toEqual([1, 1, 1]);
  await vi.advanceTimersByTimeAsync(19_000);
  expect(await ask('run')).toBe(1);
  expect(read).toHaveBeenCalledTimes(1);
});

test('after its rest a value is shown while the next is read, unless it is more than a minute old', async () => {
  const ask = rested({ keyOf: String, read: slowRead(100) });
  const first = ask('run');
  await vi.advanceTimersByTimeAsync(100);
  expect(await first).toBe(1);
  await vi.advanceTimersByTimeAsync(2_001);
  expect(await ask('run')).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(await ask('run')).toBe(2);
  await vi.advanceTimersByTimeAsync(62_002);
  const old = ask('run');
  await vi.advanceTimersByTimeAsync(100);
  expect(await old).toBe(3);
});

test('keys do not share, and a quick value rests two seconds', async () => {
  const read = vi.fn(async (key: string) => key);
  const ask = rested({ keyOf: String, read });
  expect([await ask('a'), await ask('b'), await ask('a')]).toEqual(['a', 'b', 'a']);
  expect(read).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_999);
  await ask('a');
  expect(read).toHaveBeenCalledTimes(2);
});

test('a read that fails is made again', async () => {
  const read = vi.fn(async (_: string) => 1).mockRejectedValueOnce(new Error('the database is gone'));
  const ask = rested({ keyOf: String, read });
  await expect(ask('a')).rejects.toThrow('gone');
  expect(await ask('a')).toBe(1);
});
