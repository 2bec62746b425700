import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { JoustError } from '#lib/errors.ts';

/** The most a request may bring of a file at once. */
export const MAX_SLICE_BYTES = 8 * 1024 * 1024;

/** One file of an upload on disk: by ids and its place alone, as names that users give never reach a path. */
export interface UploadPlace {
  home: string;
  scope: TeamScope;
  uploadId: string;
  /** Place in the list of files that was announced, from 0. */
  file: number;
}

/** Where a file of an upload lies. */
export function uploadPath({ home, scope, uploadId, file }: UploadPlace): string {
  return join(uploadFolder({ home, scope, uploadId }), String(file));
}

/** How many bytes of a file have arrived. */
export async function receivedBytes(place: UploadPlace): Promise<number> {
  return stat(uploadPath(place)).then(
    (info) => info.size,
    () => 0,
  );
}

/**
 * Writes the next slice of a file. A slice that has been written already is left alone, so that a request whose answer was lost can be
 * sent again.
 *
 * @returns how many bytes of the file have arrived: less than the end of the slice when something before it is missing.
 * @throws JoustError `slice-too-large`, `disk-full`
 */
export async function writeSlice(place: UploadPlace, slice: { offset: number; bytes: Uint8Array }): Promise<number> {
  const { offset, bytes } = slice;
  if (bytes.length > MAX_SLICE_BYTES) throw tooLarge(bytes.length);
  const received = await receivedBytes(place);
  if (offset > received || offset + bytes.length <= received) return received;
  await mkdir(uploadFolder(place), { recursive: true });
  const file = await open(uploadPath(place), received === 0 ? 'w' : 'r+');
  try {
    await file.write(bytes, 0, bytes.length, offset);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFull(place.home, error);
    throw error;
  } finally {
    await file.close();
  }
  return offset + bytes.length;
}

/** Removes the files of an upload. */
export async function removeUploadFiles(upload: Omit<UploadPlace, 'file'>): Promise<void> {
  await rm(uploadFolder(upload), { recursive: true, force: true });
}

function uploadFolder({ home, scope, uploadId }: Omit<UploadPlace, 'file'>): string {
  return join(home, 'uploads', scope.teamId, uploadId);
}

function tooLarge(bytes: number): JoustError {
  return new JoustError({
    code: 'slice-too-large',
    expected: `at most ${MAX_SLICE_BYTES} bytes at once`,
    got: `${bytes}`,
    fix: 'Send the file in smaller slices.',
  });
}

function diskFull(home: string, cause: unknown): JoustError {
  return new JoustError(
    {
      code: 'disk-full',
      expected: `room for the upload in ${join(home, 'uploads')}`,
      got: 'a full disk',
      fix: 'Make room, then send the file again: what has arrived stays.',
    },
    { cause },
  );
}
