import { z } from 'zod';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { findUpload, insertUpload, type UploadRow } from '#lib/db/uploads.ts';
import { JoustError } from '#lib/errors.ts';
import { receivedBytes, writeSlice } from './upload-folder.ts';

/** Files that one upload may hold, and bytes of one of them: beyond that the terminal's import reads them in place. */
const MAX_FILES = 1_000;
const MAX_FILE_BYTES = 64 * 1024 ** 3;

/** The files of an upload, as they are announced before the first byte. */
export const announcedFiles = z
  .array(z.object({ name: z.string().min(1).max(500), bytes: z.number().int().min(0).max(MAX_FILE_BYTES) }))
  .min(1)
  .max(MAX_FILES);

/** Announces an upload; returns its id. Nothing but the record exists until the first slice comes. */
export async function announceUpload(
  database: Database,
  scope: TeamScope,
  files: z.infer<typeof announcedFiles>,
): Promise<string> {
  return insertUpload(database, scope, files);
}

/**
 * Stores a slice of a file of an upload, in any number of tries.
 *
 * @returns how many bytes of the file have arrived; go on from there.
 * @throws JoustError `upload-not-found`, `upload-closed`, `slice-outside-file`, or as `writeSlice`
 */
export async function receiveSlice(
  database: Database,
  scope: TeamScope,
  slice: { home: string; uploadId: string; file: number; offset: number; bytes: Uint8Array },
): Promise<number> {
  const upload = await requireUpload(database, scope, slice.uploadId);
  if (upload.state !== 'receiving') throw closed(upload);
  const announced = upload.files[slice.file];
  const end = slice.offset + slice.bytes.length;
  if (announced === undefined || slice.offset < 0 || end > announced.bytes) throw outside(upload, slice.file, end);
  return writeSlice({ ...slice, scope }, slice);
}

/** Files of an upload that have not arrived in full, by name. */
export async function missingParts(home: string, scope: TeamScope, upload: UploadRow): Promise<string[]> {
  const arrived = await Promise.all(
    upload.files.map((_, file) => receivedBytes({ home, scope, uploadId: upload.id, file })),
  );
  return upload.files.filter(({ bytes }, file) => (arrived[file] as number) < bytes).map(({ name }) => name);
}

/** @throws JoustError `upload-not-found` when the team has no such upload */
export async function requireUpload(database: Database, scope: TeamScope, uploadId: string): Promise<UploadRow> {
  const upload = await findUpload(database, scope, uploadId);
  if (upload) return upload;
  throw new JoustError({
    code: 'upload-not-found',
    expected: 'an upload of your team',
    got: uploadId.slice(0, 100),
    fix: 'Begin the upload again.',
  });
}

function closed(upload: UploadRow): JoustError {
  return new JoustError({
    code: 'upload-closed',
    expected: 'an upload that is still being received',
    got: `one that is ${upload.state}`,
    fix: 'Begin another upload.',
  });
}

function outside(upload: UploadRow, file: number, end: number): JoustError {
  const announced = upload.files[file];
  return new JoustError({
    code: 'slice-outside-file',
    expected: announced ? `at most ${announced.bytes} bytes of ${announced.name}` : 'a file that was announced',
    got: announced ? `bytes up to ${end}` : `file ${file + 1} of ${upload.files.length}`,
    fix: 'The file has changed since the upload began: begin it again.',
  });
}
