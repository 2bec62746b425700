import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { teamScope } from '#lib/access/team-scope.ts';
import { createRunHub, type RunEvent, type RunSource } from './run-hub.ts';
import type { RunSnapshot } from './run-snapshot.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const scope = teamScope('team');
const snapshot = {
  run: { state: 'RUNNING', startedAt: 0, endedAt: null, runningMs: 0 },
  progress: { calls: { DONE: 1 } },
};

function fakeSource() {
  const heard: { onRun: (runId: string) => void; onLost: () => void }[] = [];
  let failing = false;
  const source = {
    read: vi.fn(async () => {
      if (failing) throw new Error('the database is gone');
      return { ...snapshot, at: Date.now() } as unknown as RunSnapshot;
    }),
    listen: vi.fn(async (listener) => {
      if (failing) throw new Error('the database is gone');
      heard.push(listener);
      return async () => {};
    }),
    warn: vi.fn(),
  } satisfies RunSource;
  return {
    source,
    heard,
    fail: (now: boolean) => {
      failing = now;
    },
  };
}

test('a thousand notices make two reads a second, shared by all watchers', async () => {
  const { source, heard } = fakeSource();
  const hub = createRunHub(source);
  const events: RunEvent[] = [];
  for (let watcher = 0; watcher < 20; watcher += 1) hub.watch(scope, 'run', (event) => events.push(event));
  await vi.advanceTimersByTimeAsync(1);
  for (let notice = 0; notice < 1000; notice += 1) {
    heard[0]?.onRun('run');
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(source.read.mock.calls.length).toBeLessThanOrEqual(4);
  expect(events.length).toBe(20 * source.read.mock.calls.length);
  expect(source.listen).toHaveBeenCalledTimes(1);
});

test('reads every five seconds when nothing is heard', async () => {
  const { source } = fakeSource();
  createRunHub(source).watch(scope, 'run', () => {});
  await vi.advanceTimersByTimeAsync(15_100);
  expect(source.read).toHaveBeenCalledTimes(4);
});

test('says that the database is gone, and goes on when it is back', async () => {
  const { source, heard, fail } = fakeSource();
  const events: string[] = [];
  createRunHub(source).watch(scope, 'run', (event) => events.push(event.kind));
  await vi.advanceTimersByTimeAsync(1);
  fail(true);
  heard[0]?.onLost();
  await vi.advanceTimersByTimeAsync(6_000);
  fail(false);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(events).toEqual(['snapshot', 'offline', 'snapshot']);
  expect(heard).toHaveLength(2);
});

test('stops reading when the last watcher leaves', async () => {
  const { source } = fakeSource();
  const leave = createRunHub(source).watch(scope, 'run', () => {});
  await vi.advanceTimersByTimeAsync(1);
  leave();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(source.read).toHaveBeenCalledTimes(1);
});
