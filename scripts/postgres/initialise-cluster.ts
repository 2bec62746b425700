import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JoustError } from '#lib/errors.ts';
import { makeOwned } from './cluster-folder.ts';
import { DATABASE, USER } from './cluster-record.ts';
import { bareEnvironment, program } from './postgres-binaries.ts';
import type { RunAs } from './unprivileged-user.ts';

/**
 * Creates the data folder once. It is made under another name and renamed when complete, so that being killed in the
 * middle leaves nothing that looks like a database.
 */
export function initialiseCluster(options: {
  dataFolder: string;
  binaries: string;
  runAs: RunAs;
  password: string;
}): void {
  const { dataFolder, binaries, runAs } = options;
  if (existsSync(dataFolder)) {
    checkVersion(dataFolder, binaries);
    return;
  }
  const unfinished = `${dataFolder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  makeOwned(unfinished, runAs);
  runInitdb({ ...options, dataFolder: unfinished });
  createDatabase(unfinished, { binaries, runAs });
  renameSync(unfinished, dataFolder);
}

function runInitdb(options: { dataFolder: string; binaries: string; runAs: RunAs; password: string }): void {
  const passwordFile = `${options.dataFolder}.password`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (options.runAs.uid !== undefined) chownSync(passwordFile, options.runAs.uid, options.runAs.gid!);
  try {
    // The builtin C.UTF-8 sorts by code point everywhere: neither the system's locales nor an ICU version change it.
    const args = ['-D', options.dataFolder, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
    // Given, not probed: initdb starts a server a few times to find these two.
    args.push('-c', 'max_connections=200', '-c', 'shared_buffers=128MB', '--no-instructions');
    run(program(options.binaries, 'initdb'), { args, ...options });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** In single-user mode, which needs neither a port nor a client. */
function createDatabase(dataFolder: string, { binaries, runAs }: { binaries: string; runAs: RunAs }): void {
  const args = ['--single', '-D', dataFolder, 'postgres'];
  run(program(binaries, 'postgres'), { args, dataFolder, runAs, input: `CREATE DATABASE ${DATABASE};\n` });
}

function run(
  command: string,
  { args, dataFolder, runAs, input }: { args: string[]; dataFolder: string; runAs: RunAs; input?: string },
): void {
  const options = { ...runAs, cwd: dataFolder, env: bareEnvironment(), encoding: 'utf8', input } as const;
  const { status, stderr, error } = spawnSync(command, args, options);
  if (status !== 0 || /\b(FATAL|ERROR):/.test(stderr)) {
    throw new Error(`creating the database failed: ${error?.message ?? stderr.trim()}`);
  }
}

function checkVersion(dataFolder: string, binaries: string): void {
  const made = readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = spawnSync(program(binaries, 'postgres'), ['--version'], { encoding: 'utf8' });
  const ours = /\) (\d+)/.exec(stdout)?.[1];
  if (ours === made) return;
  throw new JoustError({
    code: 'postgres-version',
    expected: `data of PostgreSQL ${ours} in ${dataFolder}`,
    got: `data of PostgreSQL ${made}`,
    fix: 'Move the data with pg_dump of the old version, or set JOUST_HOME to a new folder.',
  });
}
