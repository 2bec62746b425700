import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Binaries, bareEnvironment, program } from './postgres-binaries.ts';
import type { RunAs } from './unprivileged-user.ts';

/**
 * A folder for the data of a home's PostgreSQL: inside the home, unless PostgreSQL must run as another user who cannot
 * get there (a clone below root's private home folder). /var/lib comes before the temporary folders because systems
 * clear those by age.
 */
export function chooseFolder(home: string, binaries: Binaries, runAs: RunAs): string {
  const inside = join(home, 'postgres');
  makeTraversable(inside);
  if (canWorkIn(inside, { binaries: binaries.folder, runAs }) || runAs.uid === undefined) return inside;
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 12);
  for (const parent of ['/var/lib', '/var/tmp', tmpdir()]) {
    const folder = makeBelow(parent, `joust-${hash}-`);
    if (folder === null) continue;
    // Tried with the programs copied there: where node_modules is out of reach, those in it are as well.
    if (canWorkIn(folder, { binaries: reachableBinaries(folder, binaries, runAs), runAs })) return folder;
    rmSync(folder, { recursive: true, force: true });
  }
  return inside;
}

/** The programs where `runAs` can execute them: copied beside the data if he cannot reach node_modules. */
export function reachableBinaries(folder: string, binaries: Binaries, runAs: RunAs): string {
  if (runAs.uid === undefined || canExecute(binaries.folder, { cwd: '/', runAs })) return binaries.folder;
  const copy = join(folder, `postgresql-${binaries.version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

/** Creates the folder that initdb fills, owned by the user who will run PostgreSQL. */
export function makeOwned(folder: string, runAs: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(folder, runAs.uid, runAs.gid);
}

function makeTraversable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
}

function makeBelow(parent: string, prefix: string): string | null {
  try {
    // A random ending: nobody else can have put a folder of his own in our place.
    const folder = mkdtempSync(join(parent, prefix));
    chmodSync(folder, 0o755);
    return folder;
  } catch {
    return null;
  }
}

/** Tries it for real, by running a program there as that user: modes, mount options and access lists all count. */
function canWorkIn(folder: string, { binaries, runAs }: { binaries: string; runAs: RunAs }): boolean {
  const trial = join(folder, 'trial');
  makeOwned(trial, runAs);
  const works = canExecute(binaries, { cwd: trial, runAs });
  rmSync(trial, { recursive: true, force: true });
  return works;
}

/**
 * By path and as that user: a working folder given to `spawn` would be entered while we are still root. Only asked
 * where there is another user to be, and so a shell.
 */
function canExecute(binaries: string, { cwd, runAs }: { cwd: string; runAs: RunAs }): boolean {
  if (runAs.uid === undefined) return true;
  const args = ['-c', 'cd "$1" && "$2" --version', 'sh', cwd, program(binaries, 'initdb')];
  const { status } = spawnSync('/bin/sh', args, { ...runAs, cwd: '/', env: bareEnvironment(), stdio: 'ignore' });
  return status === 0;
}
