import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What we remember about the embedded PostgreSQL of one home; `postgres.json` there, readable by its owner only. */
export interface ClusterRecord {
  readonly port: number;
  readonly password: string;
  /** Holds `data/` and, where they had to be copied, the programs. Usually inside the home. */
  readonly folder: string;
}

const USER = 'joust';
const DATABASE = 'joust';

export { DATABASE, USER };

export function readRecord(home: string): ClusterRecord | null {
  try {
    return JSON.parse(readFileSync(recordPath(home), 'utf8')) as ClusterRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written whole or not at all: losing the password would lose the data with it. */
export function writeRecord(home: string, record: ClusterRecord): void {
  mkdirSync(home, { recursive: true });
  const temporary = `${recordPath(home)}.new`;
  writeFileSync(temporary, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(temporary, recordPath(home));
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

export function urlOf(record: ClusterRecord): string {
  return `postgresql://${USER}:${record.password}@127.0.0.1:${record.port}/${DATABASE}`;
}

function recordPath(home: string): string {
  return join(home, 'postgres.json');
}
