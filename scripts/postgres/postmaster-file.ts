import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../supervisor/process-identity.mjs';

/** What `postmaster.pid` in a data folder says of the server that runs or ran there. */
export interface PostmasterFile {
  readonly pid: number;
  /** Seconds since 1970, by the server's own clock at its start. */
  readonly startedAt: number;
  readonly port: number;
  readonly isReady: boolean;
}

// Line numbers: src/include/utils/pidfile.h of PostgreSQL.
export function readPostmasterFile(dataFolder: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid, startedAt: Number(lines[2]), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/**
 * Removes a file whose pid now belongs to a stranger: PostgreSQL would refuse to start because of it. In every other
 * case the file stays, because PostgreSQL reads from it whether orphans of the dead server still hold its memory.
 */
export function removeMisleadingFile(dataFolder: string): void {
  const file = readPostmasterFile(dataFolder);
  if (file && isRunning(file.pid)) rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
}
