import { randomBytes } from 'node:crypto';
import { openDatabase } from '#lib/db/database.ts';
import { expireLeases } from '#lib/db/ready-calls.ts';
import { waitingUploads } from '#lib/db/uploads.ts';
import { readEnv } from '#lib/env.ts';
import { JoustError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { createCallReader } from '#lib/pipeline/call-reader.ts';
import { createFeeder } from '#lib/pipeline/feed-calls.ts';
import { judgeModels } from '#lib/pipeline/judge-models.ts';
import { createCallMaker } from '#lib/pipeline/make-call.ts';
import { reconcile } from '#lib/pipeline/reconcile.ts';
import { threadedLedger } from '#lib/pipeline/threaded-ledger.ts';
import { tidyUploads } from '#lib/pipeline/tidy-uploads.ts';
import { openQueueBackend } from '#lib/queue/backend.ts';
import {
  BOARDS_QUEUE,
  type BoardJob,
  CALLS_QUEUE,
  type CallJob,
  IMPORTS_QUEUE,
  type ImportJob,
} from '#lib/queue/jobs.ts';
import { startBoardsWorker } from './boards.ts';
import { startCallsWorker } from './calls.ts';
import { startFeeder } from './feeder.ts';
import { askForImport, startImportsWorker } from './imports.ts';

const RECONCILE_MS = 5_000;
const UPLOADS_MS = 1_000;
const TIDY_MS = 3_600_000;
const ENDED = new Set(['COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLED']);

const env = readEnv(process.env);
const workerName = process.env.JOUST_WORKER_NAME ?? `worker-${randomBytes(6).toString('hex')}`;
const log = createLog({ name: workerName, level: env.logLevel });
if (env.databaseUrl === null) {
  throw new JoustError({
    code: 'no-database',
    expected: 'DATABASE_URL',
    got: 'nothing',
    fix: 'Start workers with `npm start`, or set DATABASE_URL.',
  });
}
const onError = (error: Error) => log.warn({ error: error.message }, 'connection trouble');
const database = openDatabase({ url: env.databaseUrl, poolSize: 6, onError });
const lookups = openDatabase({ url: env.databaseUrl, poolSize: 2, byKey: true, onError });
const backend = openQueueBackend({ databaseUrl: env.databaseUrl, redisUrl: env.redisUrl, onError });
const callQueue = backend.queue<CallJob>(CALLS_QUEUE);
const boardQueue = backend.queue<BoardJob>(BOARDS_QUEUE);
const importQueue = backend.queue<ImportJob>(IMPORTS_QUEUE);

// A process gets a name only after the one before it has ended, also that of a killed supervisor: its claims are nobody's.
await expireLeases(database, workerName);
const boards = startBoardsWorker({ backend, queue: boardQueue, database, onError });
const feeder = startFeeder({ database, feed: createFeeder({ database, queue: callQueue }).feed, log });
const claimToken = `${workerName}/${randomBytes(6).toString('hex')}`;
const books = threadedLedger(
  { databaseUrl: env.databaseUrl, claimToken, name: workerName, logLevel: env.logLevel },
  (error) => {
    log.fatal({ error: error.message }, 'the ledger thread died');
    process.exit(1);
  },
);
const maker = createCallMaker({
  reader: createCallReader(lookups),
  ledger: books.ledger,
  chatModel: judgeModels({ keys: env.judgeKeys, simulatorUrl: env.simulatorUrl }),
  claimToken,
  onRecorded({ runId, teamId, state }) {
    feeder.poke();
    boards.ask({ runId, teamId, ended: ENDED.has(state) }).catch(onError);
  },
});
const calls = startCallsWorker(backend, maker.make);
const imports = startImportsWorker(backend, { database, databaseUrl: env.databaseUrl, home: env.home });

async function mend(): Promise<void> {
  for (const run of await reconcile(database)) await boards.ask({ runId: run.id, teamId: run.teamId, ended: true });
}
/** The page that queues an upload has no queue: the row says so, and whoever looks first queues it. */
async function lookForUploads(): Promise<void> {
  for (const upload of await waitingUploads(database))
    await askForImport(importQueue, { uploadId: upload.id, teamId: upload.teamId });
}
const looking = setInterval(() => lookForUploads().catch(onError), UPLOADS_MS);
const tidying = setInterval(() => tidyUploads(database, env.home).catch(onError), TIDY_MS);
const mending = setInterval(() => mend().catch(onError), RECONCILE_MS);
mend().catch(onError);
log.info({ queue: backend.kind }, 'worker ready');

async function stop(): Promise<void> {
  for (const timer of [mending, looking, tidying]) clearInterval(timer);
  maker.stop();
  boards.stop();
  await feeder.stop();
  await Promise.all([calls.close(), boards.worker.close(), imports.close()]);
  await Promise.all([callQueue.close(), boardQueue.close(), importQueue.close()]);
  await backend.close();
  await books.close();
  await Promise.all([lookups.close(), database.close()]);
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
