import { expect, test } from 'vitest';
import type { CallNote } from '#lib/db/notes.ts';
import { failureGroups } from './failure-groups.ts';

const said = (text: string): CallNote => ({ code: 'said', said: text });
const RUNNING = { isPaused: false };

test('groups messages by what can be done about them, what needs the user first', () => {
  const cut: CallNote = { code: 'truncated', said: '…' };
  const groups = failureGroups(
    [
      { status: 'FAILED', note: said('503 overloaded'), calls: 3 },
      { status: 'FAILED', note: said('500 oops'), calls: 2 },
      { status: 'BLOCKED', note: said('401 Incorrect API key provided'), calls: 9 },
      { status: 'UNUSABLE', note: cut, calls: 1 },
      { status: 'READY', note: said('503 overloaded'), calls: 1 },
      { status: 'DONE', note: said('503 overloaded'), calls: 50 },
    ],
    RUNNING,
  );
  expect(groups).toEqual([
    { reason: 'key', outcome: 'held', calls: 9, example: said('401 Incorrect API key provided') },
    { reason: 'provider', outcome: 'held', calls: 5, example: said('503 overloaded') },
    { reason: 'provider', outcome: 'trying', calls: 1, example: said('503 overloaded') },
    { reason: 'truncated', outcome: 'final', calls: 1, example: cut },
  ]);
});

test.each<[CallNote, string]>([
  [said('429 You exceeded your current quota (insufficient_quota)'), 'quota'],
  [said('429 Too many requests'), 'rate'],
  [said('404 The model `x` does not exist'), 'model'],
  [{ code: 'connection', system: 'ENOTFOUND' }, 'dns'],
  [{ code: 'connection', system: 'ECONNREFUSED' }, 'down'],
  [{ code: 'connection', system: 'UND_ERR_CONNECT_TIMEOUT' }, 'slow'],
  [{ code: 'timeout' }, 'slow'],
  [{ code: 'noSimulator' }, 'simulator'],
  [said('something else'), 'other'],
])('%j is %s', (note, reason) => {
  expect(failureGroups([{ status: 'FAILED', note, calls: 1 }], RUNNING)[0]?.reason).toBe(reason);
});

test('what a judge says when it refuses is no technical failure', () => {
  for (const note of [said('I cannot help with that.'), { code: 'refused', said: '429' } as const])
    expect(failureGroups([{ status: 'UNUSABLE', note, calls: 1 }], RUNNING)[0]?.reason).toBe('refused');
});

test('in a paused run nothing is tried again by itself', () => {
  const note: CallNote = { code: 'connection', system: 'ECONNREFUSED' };
  expect(failureGroups([{ status: 'READY', note, calls: 4 }], { isPaused: true })[0]?.outcome).toBe('held');
});
