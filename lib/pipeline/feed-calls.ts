import { randomBytes } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Database } from '#lib/db/database.ts';
import { type FeedingRun, readyCalls, runningRuns } from '#lib/db/ready-calls.ts';
import { type CallJob, callJobId, callTryKey } from '#lib/queue/jobs.ts';

/** Calls kept queued for a run: a few times what it may have in flight, and enough for a fast judge between two ticks. */
const DEPTH = 3;
const DEPTH_AT_LEAST = 64;
/** A handful is small beside what may be in flight, so that several workers share even a short queue. */
const HANDFUL = { share: 1 / 6, most: 32 };
/** A queue can lose everything; after this long the feeder no longer believes that what it added is still there. */
const FORGET_MS = 10_000;

/**
 * Keeps the queue filled with the next calls of every run, and only with those. What it remembers only saves adding a
 * call twice: the row decides who makes it, so a second feeder or a restart does no harm, and an empty queue is refilled.
 */
export function createFeeder(options: { database: Database; queue: Queue<CallJob> }): { feed: () => Promise<void> } {
  const added = new Map<string, Set<string>>();
  let forgetAt = Date.now() + FORGET_MS;
  let memory = newMemory();

  function forget(): void {
    added.clear();
    memory = newMemory();
  }

  async function feedRun(run: FeedingRun): Promise<number> {
    const ready = await readyCalls(options.database, run.id, Math.max(DEPTH_AT_LEAST, run.inFlight * DEPTH));
    const before = added.get(run.id) ?? new Set();
    const fresh = ready.filter((call) => !before.has(callTryKey(call)));
    added.set(run.id, new Set(ready.map(callTryKey)));
    const handfuls = inHandfuls(fresh, Math.min(HANDFUL.most, Math.max(1, Math.floor(run.inFlight * HANDFUL.share))));
    if (handfuls.length > 0) {
      await options.queue.addBulk(
        handfuls.map((calls) => ({
          name: 'calls',
          data: { callIds: calls.map((call) => call.id) },
          opts: { jobId: callJobId(calls, memory) },
        })),
      );
    }
    return ready.length;
  }

  async function queueIsEmpty(): Promise<boolean> {
    const counts = await options.queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
    return Object.values(counts).every((count) => count === 0);
  }

  return {
    async feed() {
      if (Date.now() > forgetAt) {
        forgetAt = Date.now() + FORGET_MS;
        forget();
      }
      const runs = await runningRuns(options.database);
      for (const id of [...added.keys()]) if (!runs.some((run) => run.id === id)) added.delete(id);
      let ready = 0;
      const size = () => [...added.values()].reduce((sum, ids) => sum + ids.size, 0);
      for (const run of runs) ready += await feedRun(run);
      if (ready > 0 && size() > 0 && (await queueIsEmpty())) forget();
    },
  };
}

const newMemory = () => randomBytes(4).toString('hex');

function inHandfuls<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
