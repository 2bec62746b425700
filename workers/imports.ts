import type { Queue, Worker } from 'bullmq';
import { teamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { importOnThread } from '#lib/pipeline/import-on-thread.ts';
import { giveUpUpload } from '#lib/pipeline/import-upload.ts';
import type { QueueBackend } from '#lib/queue/backend.ts';
import { IMPORTS_QUEUE, type ImportJob, importJob } from '#lib/queue/jobs.ts';

/** Hands uploads to the importer, one at a time. */
export function startImportsWorker(
  backend: QueueBackend,
  installation: { database: Database; databaseUrl: string; home: string },
): Worker<ImportJob> {
  const { database, databaseUrl, home } = installation;
  return backend.worker<ImportJob>(
    IMPORTS_QUEUE,
    async (job) => {
      const upload = importJob.parse(job.data);
      try {
        await importOnThread({ databaseUrl, home, ...upload });
      } catch (error) {
        await giveUpUpload(database, teamScope(upload.teamId), { uploadId: upload.uploadId, error });
      }
    },
    { concurrency: 1 },
  );
}

/** Queues an upload; one that is queued already is not queued twice. */
export async function askForImport(queue: Queue<ImportJob>, upload: ImportJob): Promise<void> {
  await queue.add('import', upload, { deduplication: { id: upload.uploadId } });
}
