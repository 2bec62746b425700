import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The user that PostgreSQL runs as: `{}` is ours. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Data that exist already are run by their owner; new data by the user `postgres`,
 * who is created where the machine has none, or by `nobody` where that is not possible.
 */
export function chooseUser(dataFolder: string): RunAs {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return findUser('postgres') ?? createUser('postgres') ?? findUser('nobody') ?? {};
}

function findUser(name: string): RunAs | null {
  const uid = output('id', ['-u', name]);
  const gid = output('id', ['-g', name]);
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

function createUser(name: string): RunAs | null {
  output('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  return findUser(name);
}

function output(command: string, args: string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
