import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { JoustError } from '#lib/errors.ts';

/** The files behind the paths a user gave: a folder stands for what is in it, one level of sub-folders included. */
export async function expandPaths(paths: readonly string[]): Promise<{ folder: string | null; files: string[] }[]> {
  return Promise.all(
    paths.map(async (path) => {
      const info = await stat(path).catch(() => null);
      if (info === null) throw missingPath(path);
      if (!info.isDirectory()) return { folder: null, files: [path] };
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return {
        folder: path,
        files: entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort(),
      };
    }),
  );
}

/** The bytes of a file, decompressed if it is gzip, whatever its name. */
export async function* readFileChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    yield* (await isGzip(path)) ? file.pipe(createGunzip()) : file;
  } catch (error) {
    throw new JoustError(
      {
        code: 'unreadable-file',
        expected: 'a readable file, whole if it is gzip',
        got: `${basename(path)}: ${(error as Error).message}`,
        fix: 'Check the file and import again. Nothing was stored.',
      },
      { cause: error },
    );
  } finally {
    file.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function missingPath(path: string): JoustError {
  return new JoustError({
    code: 'no-such-file',
    expected: 'an existing file or folder',
    got: path,
    fix: 'Check the path.',
  });
}
