import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecord } from '../postgres/cluster-record.ts';
import { stopDatabase } from '../postgres/open-database.ts';

/**
 * Before all tests (vitest's `globalSetup`): names a home for one embedded PostgreSQL that all test files share. It
 * starts when the first file asks for a database, so that tests without one do not wait for it.
 */
export default function setup(): () => Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'joust-test-'));
  process.env.JOUST_TEST_HOME = home;
  return async () => {
    await stopDatabase(home);
    const folder = readRecord(home)?.folder;
    if (folder) rmSync(folder, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  };
}
