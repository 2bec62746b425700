import { workerData } from 'node:worker_threads';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import type { ImportTask } from './import-on-thread.ts';
import { importUpload } from './import-upload.ts';

const { databaseUrl, home, teamId, uploadId } = workerData as ImportTask;
const database = openDatabase({ url: databaseUrl, poolSize: 2 });
await importUpload(database, teamScope(teamId), { home, uploadId });
await database.close();
