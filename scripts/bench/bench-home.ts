import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TeamScope, teamScope } from '#lib/access/team-scope.ts';
import { type Database, openDatabase } from '#lib/db/database.ts';
import { newId } from '#lib/db/new-id.ts';
import { applyMigrations } from '../migrations/apply-migrations.ts';
import { readRecord } from '../postgres/cluster-record.ts';
import { openDatabase as openServer } from '../postgres/open-database.ts';

/** An installation that exists for one measurement: embedded PostgreSQL in a folder of its own, with its usual settings. */
export interface BenchHome {
  /** A folder for whatever a measurement writes. */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly database: Database;
  /** A team of its own: no benchmark, no cached verdict. */
  newTeam(): Promise<TeamScope>;
  close(): Promise<void>;
}

/** Sets the installation up; `close` removes every trace of it. */
export async function openBenchHome(): Promise<BenchHome> {
  const folder = mkdtempSync(join(tmpdir(), 'joust-bench-'));
  const server = await openServer({ home: folder });
  await applyMigrations({ databaseUrl: server.url });
  const database = openDatabase({ url: server.url, poolSize: 4 });
  return {
    folder,
    databaseUrl: server.url,
    database,
    async newTeam() {
      const id = newId();
      await database.query('INSERT INTO team (id, name, slug) VALUES ($1, $2, $3)', [id, 'Bench', `bench-${id}`]);
      return teamScope(id);
    },
    async close() {
      await database.close();
      await server.close({ now: true });
      const cluster = readRecord(folder)?.folder;
      if (cluster) rmSync(cluster, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
