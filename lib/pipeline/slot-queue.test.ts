import { expect, it } from 'vitest';
import { SlotQueue } from './slot-queue.ts';

const LONG = 60_000;

function crowd(ordinals: readonly number[]) {
  const queue = new SlotQueue();
  const woken: number[] = [];
  for (const ordinal of ordinals) queue.wait({ ordinal, atMostMs: LONG }).then(() => woken.push(ordinal));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, woken, settle };
}

it('wakes in plan order, whoever came first', async () => {
  const { queue, woken, settle } = crowd([7, 3, 9, 1, 5]);
  queue.wake(2);
  await settle();
  expect(woken).toEqual([1, 3]);
  queue.wake(Number.POSITIVE_INFINITY);
  await settle();
  expect(woken).toEqual([1, 3, 5, 7, 9]);
});

it('gives a waiter who found no room the same place again', async () => {
  const { queue, woken, settle } = crowd([1, 2]);
  queue.wake(1);
  await settle();
  queue.wait({ ordinal: 1, atMostMs: LONG }).then(() => woken.push(1));
  queue.wake(1);
  await settle();
  expect(woken).toEqual([1, 1]);
  queue.wake(1);
  await settle();
});

it('knows whom somebody waits before', async () => {
  const { queue, settle } = crowd([4]);
  expect([queue.isBefore(5), queue.isBefore(4), queue.isBefore(3)]).toEqual([true, false, false]);
  queue.wake(1);
  await settle();
  expect(queue.isBefore(5)).toBe(false);
});

it('lets a waiter go after the longest wait, and never twice', async () => {
  const queue = new SlotQueue();
  const started = performance.now();
  await Promise.all([queue.wait({ ordinal: 1, atMostMs: 5 }), queue.wait({ ordinal: 2, atMostMs: 10 })]);
  expect(performance.now() - started).toBeLessThan(LONG);
  queue.wake(5);
  expect(queue.isBefore(10)).toBe(false);
});

it('wakes one after another by the clock, for room that other processes leave', async () => {
  const queue = new SlotQueue();
  await Promise.all([1, 2, 3].map((ordinal) => queue.wait({ ordinal, atMostMs: LONG })));
});
