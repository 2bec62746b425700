import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { JoustError } from '#lib/errors.ts';
import { appliedChecksums, pendingMigrations } from './applied-migrations.ts';
import { connectOrSay } from './database-unreachable.ts';
import { type Migration, readMigrations } from './migration-files.ts';

// Ours alone ("joust" in ASCII): Prisma's command line locks with 72707369.
const ADVISORY_LOCK = 0x6a6f757374n.toString();

/**
 * Brings a database up to the newest migration and returns the names of those it applied. Each migration and its row in
 * `_prisma_migrations` are one transaction: being killed in the middle leaves no half. (Prisma's engine writes the row
 * apart, so that a kill leaves a "failed" migration that somebody must resolve by hand.) Processes that do this at the
 * same time wait for each other.
 */
export async function applyMigrations(options: {
  databaseUrl: string;
  log?: (text: string) => void;
  prismaFolder?: string;
}): Promise<string[]> {
  const migrations = readMigrations(options.prismaFolder);
  const client = new Client({ connectionString: options.databaseUrl });
  await connectOrSay(client);
  try {
    if (pendingMigrations(migrations, await appliedChecksums(client)).length === 0) return [];
    // Freed with the connection, also when this process is killed.
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    const pending = pendingMigrations(migrations, await appliedChecksums(client));
    await client.query(MIGRATIONS_TABLE);
    for (const migration of pending) {
      options.log?.(`migration ${migration.name}`);
      await applyOne(client, migration);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    throw new JoustError(
      {
        code: 'migration-failed',
        expected: `the migration ${migration.name} to apply`,
        got: (cause as Error).message,
        fix: 'Nothing of it was applied. Mend the migration or the data it stumbles over, then apply again.',
      },
      { cause },
    );
  }
}

// Column for column as Prisma creates it (prisma-engines, schema-connectors, sql_migration_persistence).
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;
