import type { Worker } from 'bullmq';
import type { QueueBackend } from '#lib/queue/backend.ts';
import { CALLS_QUEUE, type CallJob, callJob } from '#lib/queue/jobs.ts';

/** Jobs one process takes at a time. Most wait for room or for the judge; the run's in-flight limit is kept by claims. */
const CONCURRENCY = 512;

/** Hands queued calls to the call maker. */
export function startCallsWorker(backend: QueueBackend, makeCall: (callId: string) => Promise<void>): Worker<CallJob> {
  return backend.worker<CallJob>(
    CALLS_QUEUE,
    async (job) => {
      await Promise.all(callJob.parse(job.data).callIds.map(makeCall));
    },
    { concurrency: CONCURRENCY },
  );
}
