import { randomBytes } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Database } from '#lib/db/database.ts';
import { type FeedingRun, type ReadyCall, readyCalls, runningRuns } from '#lib/db/ready-calls.ts';
import { type CallJob, callJobId, callTryKey } from '#lib/queue/jobs.ts';

/** Calls kept queued for a run: a few times what it may have in flight, enough for a fast judge between two feedings. */
const DEPTH = 6;
const DEPTH_AT_LEAST = 64;
/** A handful is small beside what may be in flight, so that several workers share even a short queue. */
const HANDFUL = { share: 1 / 6, most: 32 };
/** A queue can lose jobs; a call that is still ready so long after it was queued is queued again. */
const BELIEVE_MS = 10_000;

/** What a feeding found. */
export interface Feeding {
  /** Some run has no more ready calls than are queued: a call that becomes ready should be queued soon. */
  short: boolean;
  /** No run is under way. */
  idle: boolean;
}

/**
 * Keeps the queue filled with the next calls of every run, and only with those. What it remembers only saves adding a
 * call twice: the row decides who makes it, so a second feeder or a restart does no harm, and an empty queue is refilled.
 * `now` is the clock, in ms.
 */
export function createFeeder(options: { database: Database; queue: Queue<CallJob>; now?: () => number }): {
  feed: () => Promise<Feeding>;
} {
  const now = options.now ?? Date.now;
  /** When the tries of ready calls were queued, by run. */
  const queued = new Map<string, Map<string, number>>();

  async function feedRun(run: FeedingRun): Promise<{ ready: number; short: boolean }> {
    const depth = Math.max(DEPTH_AT_LEAST, run.inFlight * DEPTH);
    const ready = await readyCalls(options.database, run.id, depth);
    const before = queued.get(run.id);
    const queuedAt = (call: ReadyCall) => before?.get(callTryKey(call)) ?? Number.NEGATIVE_INFINITY;
    const fresh = ready.filter((call) => now() - queuedAt(call) > BELIEVE_MS);
    await addHandfuls(options.queue, inHandfuls(fresh, handfulOf(run)));
    const added = new Set(fresh);
    queued.set(run.id, new Map(ready.map((call) => [callTryKey(call), added.has(call) ? now() : queuedAt(call)])));
    return { ready: ready.length, short: ready.length < depth };
  }

  return {
    async feed() {
      const runs = await runningRuns(options.database);
      for (const id of [...queued.keys()]) if (!runs.some((run) => run.id === id)) queued.delete(id);
      const fed: Awaited<ReturnType<typeof feedRun>>[] = [];
      for (const run of runs) fed.push(await feedRun(run));
      if (fed.some(({ ready }) => ready > 0) && (await isEmpty(options.queue))) queued.clear();
      return { short: fed.some(({ short }) => short), idle: fed.length === 0 };
    },
  };
}

/** Ids are never used again: jobs that a dead worker still holds must not stand in the way of new ones for the same calls. */
async function addHandfuls(queue: Queue<CallJob>, handfuls: readonly ReadyCall[][]): Promise<void> {
  if (handfuls.length === 0) return;
  const feeding = randomBytes(4).toString('hex');
  await queue.addBulk(
    handfuls.map((calls) => ({
      name: 'calls',
      data: { callIds: calls.map((call) => call.id) },
      opts: { jobId: callJobId(calls, feeding) },
    })),
  );
}

async function isEmpty(queue: Queue<CallJob>): Promise<boolean> {
  const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
  return Object.values(counts).every((count) => count === 0);
}

function handfulOf(run: FeedingRun): number {
  return Math.min(HANDFUL.most, Math.max(1, Math.floor(run.inFlight * HANDFUL.share)));
}

function inHandfuls<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
