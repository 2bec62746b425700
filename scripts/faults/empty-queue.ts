import { Redis } from 'ioredis';

/** Loses everything a Redis holds, as one does that is restarted without persistence. */
export async function emptyQueue(redisUrl: string): Promise<void> {
  const connection = new Redis(redisUrl);
  await connection.flushall();
  await connection.quit();
}
