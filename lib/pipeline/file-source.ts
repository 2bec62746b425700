import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { NamedStream, RandomAccess } from '#lib/dataset/dataset-row.ts';
import { JoustError } from '#lib/errors.ts';

/** A file that can be opened again and again: to look at it, and to import it. */
export interface DatasetSource {
  /** As it appears in errors. */
  readonly name: string;
  /** Its bytes from the beginning, decompressed if it is gzip, whatever its name. */
  chunks(): AsyncGenerator<Uint8Array>;
  /** Its bytes as they are, in any order. */
  readonly bytes: RandomAccess;
  readonly isGzip: boolean;
}

/** The file at a path. @throws JoustError when it cannot be read */
export async function fileSource({ path, name }: { path: string; name: string }): Promise<DatasetSource> {
  const { size, magic } = await withFile(path, async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return { size: (await file.stat()).size, magic: buffer.subarray(0, bytesRead) };
  });
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  return {
    name,
    isGzip,
    chunks: () => readChunks(path, isGzip),
    bytes: { byteLength: size, slice: (start, end = size) => readSlice(path, start, end) },
  };
}

/** The file, to be read once from its beginning. */
export function namedStream(source: DatasetSource): NamedStream {
  return { name: source.name, chunks: source.chunks(), bytes: source.bytes };
}

async function* readChunks(path: string, isGzip: boolean): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const unpacked = isGzip ? createGunzip() : null;
  if (unpacked) file.on('error', (error) => unpacked.destroy(error));
  try {
    yield* unpacked === null ? file : file.pipe(unpacked);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    file.destroy();
    unpacked?.destroy();
  }
}

async function readSlice(path: string, start: number, end: number): Promise<ArrayBuffer> {
  return withFile(path, async (file) => {
    const slice = new Uint8Array(Math.max(0, end - start));
    let filled = 0;
    while (filled < slice.length) {
      const { bytesRead } = await file.read(slice, filled, slice.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled === slice.length ? slice.buffer : slice.buffer.slice(0, filled);
  });
}

async function withFile<Result>(path: string, work: (file: FileHandle) => Promise<Result>): Promise<Result> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    return await work(file);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file?.close();
  }
}

function unreadable(path: string, error: unknown): JoustError {
  return new JoustError(
    {
      code: 'unreadable-file',
      expected: 'a readable file, whole if it is gzip',
      got: `${basename(path)}: ${(error as Error).message}`,
      fix: 'Check the file and import again. Nothing was stored.',
    },
    { cause: error },
  );
}
