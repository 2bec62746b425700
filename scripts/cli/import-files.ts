import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JoustError } from '#lib/errors.ts';
import { fileSource } from '#lib/pipeline/file-source.ts';

/** The files behind the paths a user gave: a folder stands for what is in it, sub-folders included. */
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
  yield* (await fileSource({ path, name: path })).chunks();
}

function missingPath(path: string): JoustError {
  return new JoustError({
    code: 'no-such-file',
    expected: 'an existing file or folder',
    got: path,
    fix: 'Check the path.',
  });
}
