import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { endUpload, findUpload, holdUpload, sayUploadProgress, type UploadRow } from '#lib/db/uploads.ts';
import { type ErrorReport, reportOf } from '#lib/errors.ts';
import { ImportRejected, type RowProblem } from './import-rejected.ts';
import { type ImportFile, importWithin } from './import-responses.ts';
import { importFile } from './inspect-files.ts';
import { uploadSource } from './inspect-upload.ts';
import { removeUploadFiles } from './upload-folder.ts';
import { uploadSettings } from './upload-settings.ts';

/** What is stored of an upload that ended without an import. */
export interface UploadFailure {
  error: ErrorReport;
  badRows: number;
  problems: readonly RowProblem[];
}

/** Says that the import of an upload broke off, so that it is not tried for ever: a file that kills its thread would kill the next. */
export async function giveUpUpload(
  database: Database,
  scope: TeamScope,
  { uploadId, error }: { uploadId: string; error: unknown },
): Promise<void> {
  await endUpload(database, scope, { id: uploadId, state: 'failed', rows: 0, report: failureOf(error) });
}

const SAY_EVERY_MS = 500;

/**
 * Imports an upload that was queued. Whoever comes second while it is under way, or after it, does nothing; after a crash it begins
 * anew, as nothing was stored. Its files go once they are imported; of a rejected upload they stay, so that it can be imported
 * otherwise.
 */
export async function importUpload(
  database: Database,
  scope: TeamScope,
  { home, uploadId }: { home: string; uploadId: string },
): Promise<void> {
  const upload = await findUpload(database, scope, uploadId);
  if (!upload || (upload.state !== 'queued' && upload.state !== 'importing')) return;
  const progress = progressOf(database, scope, uploadId);
  try {
    const isImported = await importHeld(database, scope, { home, upload, onProgress: progress.say });
    if (isImported) await removeUploadFiles({ home, scope, uploadId });
  } catch (error) {
    const report = failureOf(error);
    const state = error instanceof ImportRejected ? 'rejected' : 'failed';
    await endUpload(database, scope, { id: uploadId, state, rows: progress.rows(), report });
  }
}

async function importHeld(
  database: Database,
  scope: TeamScope,
  options: { home: string; upload: UploadRow; onProgress: (rows: number) => void },
): Promise<boolean> {
  const { home, upload, onProgress } = options;
  const settings = uploadSettings.parse(upload.settings);
  const files: ImportFile[] = [];
  for (const [place, reading] of settings.readings.entries()) {
    if (reading !== null) files.push(importFile(await uploadSource(home, scope, upload, place), reading));
  }
  return database.transaction(async (transaction) => {
    if (!(await holdUpload(transaction, scope, upload.id))) return false;
    let rows = 0;
    const report = await importWithin(transaction, {
      scope,
      benchmark: settings.benchmark,
      description: settings.description,
      files,
      missing: settings.missing ?? undefined,
      onProgress(read) {
        rows = read;
        onProgress(read);
      },
    });
    await endUpload(transaction, scope, { id: upload.id, state: 'imported', rows, report });
    return true;
  });
}

/** Says how far the import is, twice a second at most; a saying that fails is no reason to stop. */
function progressOf(database: Database, scope: TeamScope, id: string) {
  let saidAt = 0;
  let read = 0;
  return {
    rows: () => read,
    say(rows: number) {
      read = rows;
      if (Date.now() - saidAt < SAY_EVERY_MS) return;
      saidAt = Date.now();
      sayUploadProgress(database, scope, { id, rows }).catch(() => {});
    },
  };
}

function failureOf(error: unknown): UploadFailure {
  if (error instanceof ImportRejected) {
    return { error: error.report, badRows: error.badRows, problems: error.problems };
  }
  return { error: reportOf(error), badRows: 0, problems: [] };
}
