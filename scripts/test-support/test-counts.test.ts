import { expect, test } from 'vitest';
import { closingLines } from './test-counts.mjs';

test('the counts stand alone on the last line, below the skips by reason', () => {
  const skips = { 'needs redis-server': 2, 'needs chromium': 1 };
  expect(closingLines({ passed: 10, failed: 0, skipped: 3, skips })).toEqual([
    'skipped 1: needs chromium',
    'skipped 2: needs redis-server',
    '10 passed, 0 failed, 3 skipped',
  ]);
});
