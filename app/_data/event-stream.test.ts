import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventStream, SESSION_CHECK_MS } from './event-stream.ts';
import type { RunEvent } from './run-hub.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream with somebody who reads it. */
function openStream(isSignedIn: () => Promise<boolean>) {
  const browser = new AbortController();
  const unwatch = vi.fn();
  let hear: (event: RunEvent) => void = () => {};
  const stream = eventStream({
    gone: browser.signal,
    watch: (given) => {
      hear = given;
      return unwatch;
    },
    isSignedIn,
  });
  const read = { text: '', ended: false };
  const reading = (async () => {
    for await (const chunk of stream) read.text += new TextDecoder().decode(chunk);
    read.ended = true;
  })();
  return { read, reading, unwatch, browser, say: (event: RunEvent) => hear(event) };
}

test('a stream ends with its session, and says so', async () => {
  let signedIn = true;
  const stream = openStream(async () => signedIn);
  stream.say({ kind: 'offline' });
  await vi.advanceTimersByTimeAsync(3 * SESSION_CHECK_MS);
  expect(stream.read).toMatchObject({ ended: false, text: expect.stringContaining('data: {"kind":"offline"}\n\n') });
  signedIn = false;
  await vi.advanceTimersByTimeAsync(SESSION_CHECK_MS);
  await stream.reading;
  expect(stream.read.text.endsWith('data: {"kind":"signedOut"}\n\n')).toBe(true);
  expect(stream.unwatch).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('it goes on while the session cannot be looked up', async () => {
  const stream = openStream(() => Promise.reject(new Error('the database is gone')));
  await vi.advanceTimersByTimeAsync(3 * SESSION_CHECK_MS);
  expect(stream.read.ended).toBe(false);
  stream.browser.abort();
  await stream.reading;
});

test('a browser that leaves while its session is looked up ends it once', async () => {
  let answer: (signedIn: boolean) => void = () => {};
  const stream = openStream(() => new Promise((resolve) => (answer = resolve)));
  await vi.advanceTimersByTimeAsync(SESSION_CHECK_MS);
  stream.browser.abort();
  answer(false);
  await stream.reading;
  expect(stream.read.text).not.toContain('signedOut');
  expect(stream.unwatch).toHaveBeenCalledTimes(1);
});
