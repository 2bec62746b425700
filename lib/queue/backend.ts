import { createHash } from 'node:crypto';
import type { Processor, QueueOptions, WorkerOptions } from 'bullmq';
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** Where jobs wait: Redis when a URL is given, else the same PostgreSQL as everything else. */
export interface QueueBackend {
  readonly kind: 'redis' | 'postgres';
  queue<Data>(name: string): Queue<Data>;
  worker<Data>(name: string, process: Processor<Data>, options: { concurrency: number }): Worker<Data>;
  /** Closes the connections this backend opened itself; queues and workers are closed by their owners. */
  close(): Promise<void>;
}

/**
 * A job picked by a process that died is handed out again after `lockDuration`; the row decides whether anything
 * is left to do, so being handed out twice is harmless and there is no limit to it.
 */
const WORKER_SETTINGS = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 1_000_000, drainDelay: 5 };

/** Jobs are ids; a job kept after its end would make BullMQ ignore a later one with the same id. */
const JOB_SETTINGS = { removeOnComplete: true, removeOnFail: true };

/** Opens the queue's store. Two installations that share a Redis stay apart by a prefix made of the database's address. */
export function openQueueBackend(options: {
  databaseUrl: string;
  redisUrl: string | null;
  onError: (error: Error) => void;
}): QueueBackend {
  return options.redisUrl === null
    ? postgresBackend(options)
    : redisBackend({ ...options, redisUrl: options.redisUrl });
}

function redisBackend(options: {
  databaseUrl: string;
  redisUrl: string;
  onError: (error: Error) => void;
}): QueueBackend {
  const connection = new Redis(options.redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => Math.min(tries * 50, 1_000),
  });
  connection.on('error', options.onError);
  const shared = { connection, prefix: `joust-${databaseKey(options.databaseUrl)}` };
  return {
    kind: 'redis',
    queue: <Data>(name: string) =>
      watched(new Queue<Data>(name, { ...shared, defaultJobOptions: JOB_SETTINGS }), options.onError),
    worker: <Data>(name: string, process: Processor<Data>, { concurrency }: { concurrency: number }) =>
      watched(new Worker<Data>(name, process, { ...shared, ...WORKER_SETTINGS, concurrency }), options.onError),
    async close() {
      connection.disconnect();
    },
  };
}

function postgresBackend(options: { databaseUrl: string; onError: (error: Error) => void }): QueueBackend {
  const connection = { connectionString: options.databaseUrl, schema: 'bullmq', migrate: true, max: 4 };
  return {
    kind: 'postgres',
    queue: <Data>(name: string) => {
      const settings: QueueOptions = { connection: connection as never, defaultJobOptions: JOB_SETTINGS };
      return watched(new Queue<Data>(name, settings, createPostgresBackend as never), options.onError);
    },
    worker: <Data>(name: string, process: Processor<Data>, { concurrency }: { concurrency: number }) => {
      const settings: WorkerOptions = { connection: connection as never, ...WORKER_SETTINGS, concurrency };
      return watched(new Worker<Data>(name, process, settings, createPostgresBackend as never), options.onError);
    },
    close: async () => {},
  };
}

function watched<Emitter extends { on(event: 'error', listener: (error: Error) => void): unknown }>(
  emitter: Emitter,
  onError: (error: Error) => void,
): Emitter {
  emitter.on('error', onError);
  return emitter;
}

/** Names the database without its credentials, which may change. */
function databaseKey(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return createHash('sha256').update(`${url.hostname}:${url.port}${url.pathname}`).digest('hex').slice(0, 12);
}
