import type { Queue } from 'bullmq';
import type { Database } from '#lib/db/database.ts';
import { type FeedingRun, readyCalls, runningRuns } from '#lib/db/ready-calls.ts';
import { type CallJob, callJobId } from '#lib/queue/jobs.ts';

/** Jobs kept queued for a run, as a multiple of what it may have in flight. */
const DEPTH = 3;
/** A queue can lose everything; after this long the feeder no longer believes that what it added is still there. */
const FORGET_MS = 10_000;

/**
 * Keeps the queue filled with the next calls of every run, and only with those. What it remembers only saves adding a
 * job twice: equal ids are one job, so a second feeder or a restart does no harm, and an empty queue is refilled.
 */
export function createFeeder(options: { database: Database; queue: Queue<CallJob> }): { feed: () => Promise<void> } {
  const added = new Map<string, Set<string>>();
  let forgetAt = Date.now() + FORGET_MS;

  async function feedRun(run: FeedingRun): Promise<number> {
    const ready = await readyCalls(options.database, run.id, Math.max(8, run.inFlight * DEPTH));
    const before = added.get(run.id) ?? new Set();
    const ids = new Set(ready.map(callJobId));
    const fresh = ready.filter((call) => !before.has(callJobId(call)));
    added.set(run.id, ids);
    if (fresh.length > 0) {
      await options.queue.addBulk(
        fresh.map((call) => ({ name: 'call', data: { callId: call.id }, opts: { jobId: callJobId(call) } })),
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
        added.clear();
      }
      const runs = await runningRuns(options.database);
      for (const id of [...added.keys()]) if (!runs.some((run) => run.id === id)) added.delete(id);
      let ready = 0;
      const size = () => [...added.values()].reduce((sum, ids) => sum + ids.size, 0);
      for (const run of runs) ready += await feedRun(run);
      if (ready > 0 && size() > 0 && (await queueIsEmpty())) added.clear();
    },
  };
}
