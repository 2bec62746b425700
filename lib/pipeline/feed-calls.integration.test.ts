import type { Queue } from 'bullmq';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { readyCalls } from '#lib/db/ready-calls.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { openQueueBackend } from '#lib/queue/backend.ts';
import { CALLS_QUEUE, type CallJob } from '#lib/queue/jobs.ts';
import { newTeam, startedRun } from '../../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { testRedis } from '../../scripts/test-support/test-redis.ts';
import { pauseRun } from './control-run.ts';
import { createFeeder } from './feed-calls.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
const redis = await testRedis();
afterAll(() => database.close());

/** 3 prompts × 45 pairs: 135 ready calls, of which six times what may be in flight are queued, at least 64. */
async function longRun(name: string, inFlight: number): Promise<RunRow> {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: 3, contestants: 10 });
  return startedRun(database, scope, { benchmark: name, schedule: 'league', inFlight });
}

async function queuedIds(queue: Queue<CallJob>): Promise<string[]> {
  return (await queue.getJobs(['wait', 'prioritized'], 0, -1, true)).flatMap((job) => job.data.callIds);
}

function feedsQueue(redisUrl: string | null): void {
  const backend = openQueueBackend({ databaseUrl: url, redisUrl, onError: () => {} });
  const queue = backend.queue<CallJob>(CALLS_QUEUE);
  let time = 0;
  const feeder = () => createFeeder({ database, queue, now: () => time });
  beforeEach(async () => {
    await database.query(`UPDATE run SET state = 'CANCELLED' WHERE state = 'RUNNING'`);
    await queue.obliterate({ force: true });
  });
  afterAll(async () => {
    await queue.close();
    await backend.close();
  });

  it('queues the first calls of the plan, in handfuls, and says whether it could queue more', async () => {
    const run = await longRun('depth', 12);
    expect(await feeder().feed()).toEqual({ short: false, idle: false });
    const first = await readyCalls(database, run.id, 72);
    expect(await queuedIds(queue)).toEqual(first.map((call) => call.id));
    expect((await queue.getJobs(['wait']))[0]?.data.callIds).toHaveLength(2);
    await longRun('short', 100);
    expect(await feeder().feed()).toEqual({ short: true, idle: false });
  });

  it('queues a call once, and again when it is still ready after ten seconds', async () => {
    await longRun('again', 1);
    const one = feeder();
    await one.feed();
    await one.feed();
    expect(await queuedIds(queue)).toHaveLength(64);
    time += 10_001;
    await one.feed();
    expect(await queuedIds(queue)).toHaveLength(128);
  });

  it('fills a queue that has lost everything, and leaves a paused run alone', async () => {
    const run = await longRun('lost', 1);
    const one = feeder();
    await one.feed();
    await queue.obliterate({ force: true });
    await one.feed();
    await one.feed();
    expect(await queuedIds(queue)).toHaveLength(64);
    await queue.obliterate({ force: true });
    await pauseRun(database, run);
    expect(await one.feed()).toEqual({ short: false, idle: true });
    expect(await queuedIds(queue)).toEqual([]);
  });
}

describe('feeding calls on PostgreSQL', () => feedsQueue(null));
describe.skipIf(!redis)('feeding calls on Redis (needs redis-server)', () => feedsQueue(redis?.url ?? ''));
