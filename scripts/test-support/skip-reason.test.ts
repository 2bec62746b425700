import { expect, test } from 'vitest';
import { skipReason } from './skip-reason.ts';

test('the reason of a skip is its note, what follows "skipped:", or its last parentheses', () => {
  expect(skipReason({ name: 'x (y)', note: 'no Redis' })).toBe('no Redis');
  expect(skipReason({ name: 'queue > skipped: no redis-server > drains' })).toBe('no redis-server');
  expect(skipReason({ name: 'on Redis (needs redis-server) > 5 jobs' })).toBe('needs redis-server');
  expect(skipReason({ name: 'drains' })).toBe('no reason given');
});
