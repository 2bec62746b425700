import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { testRedis } from './test-redis.ts';

const redis = await testRedis();

test.skipIf(!redis)('a test file gets a Redis of its own, and an empty one (needs redis-server)', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(redis!.url).port), '127.0.0.1', () => socket.write('DBSIZE\r\n'));
    socket.once('error', reject).once('data', (data) => resolve(String(data)));
    socket.once('data', () => socket.destroy());
  });
  expect(answer).toBe(':0\r\n');
});
