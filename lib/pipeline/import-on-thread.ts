import { Worker } from 'node:worker_threads';

/** What the thread of an import needs: it opens a database connection of its own. */
export interface ImportTask {
  databaseUrl: string;
  home: string;
  teamId: string;
  uploadId: string;
}

/**
 * Imports an upload on a thread of its own: reading a gigabyte takes a minute of a core, and replies of judges do not wait for it.
 * @throws Error when the thread dies before the upload has ended
 */
export function importOnThread(task: ImportTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./import-thread.ts', import.meta.url), { workerData: task });
    thread.once('error', reject);
    thread.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The import thread ended with code ${code}.`)),
    );
  });
}
