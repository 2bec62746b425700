import { expect, test } from 'vitest';
import { failureGroups } from './failure-groups.ts';

test('groups messages by what can be done about them, what needs the user first', () => {
  const groups = failureGroups([
    { status: 'FAILED', note: '503 overloaded', calls: 3 },
    { status: 'FAILED', note: '500 oops', calls: 2 },
    { status: 'BLOCKED', note: '401 Incorrect API key provided', calls: 9 },
    { status: 'UNUSABLE', note: 'Cut at the output limit: …', calls: 1 },
    { status: 'READY', note: '503 overloaded', calls: 1 },
    { status: 'DONE', note: '503 overloaded', calls: 50 },
  ]);
  expect(groups).toEqual([
    { reason: 'key', outcome: 'held', calls: 9, example: '401 Incorrect API key provided' },
    { reason: 'provider', outcome: 'held', calls: 5, example: '503 overloaded' },
    { reason: 'provider', outcome: 'trying', calls: 1, example: '503 overloaded' },
    { reason: 'truncated', outcome: 'final', calls: 1, example: 'Cut at the output limit: …' },
  ]);
});

test.each([
  ['429 You exceeded your current quota (insufficient_quota)', 'quota'],
  ['429 Too many requests', 'rate'],
  ['404 The model `x` does not exist', 'model'],
  ['The connection to the endpoint failed: ENOTFOUND.', 'dns'],
  ['The connection to the endpoint failed: ECONNREFUSED.', 'down'],
  ['No reply within 120000 ms.', 'slow'],
  ['something else', 'other'],
])('%s is %s', (note, reason) => {
  expect(failureGroups([{ status: 'FAILED', note, calls: 1 }])[0]?.reason).toBe(reason);
});

test('what a judge says when it refuses is no technical failure', () => {
  expect(failureGroups([{ status: 'UNUSABLE', note: 'I cannot help with that.', calls: 1 }])[0]?.reason).toBe(
    'refused',
  );
});
