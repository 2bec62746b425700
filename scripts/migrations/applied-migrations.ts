import type { Client } from 'pg';
import { JoustError } from '#lib/errors.ts';
import type { Migration } from './migration-files.ts';

/** Names and checksums of what this database has, from Prisma's own table; none where there is no such table. */
export async function appliedChecksums(client: Client): Promise<Map<string, string>> {
  const table = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`);
  if (!table.rows[0].exists) return new Map();
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

/** The migrations a database still needs. A database that is ahead of this code, or has other migrations, is refused. */
export function pendingMigrations(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(migrations.map((migration) => migration.name));
  const foreign = [...applied.keys()].filter((name) => !known.has(name));
  if (foreign.length > 0) throw foreignHistory(`the migration ${foreign[0]}, which this code does not have`);
  const edited = migrations.find(
    (migration) => (applied.get(migration.name) ?? migration.checksum) !== migration.checksum,
  );
  if (edited) throw foreignHistory(`another text of the migration ${edited.name}`);
  return migrations.filter((migration) => !applied.has(migration.name));
}

function foreignHistory(got: string): JoustError {
  return new JoustError({
    code: 'database-history',
    expected: 'a database that was migrated by this version of Joust or an earlier one',
    got,
    fix: 'Use the version of Joust that the database belongs to, or another database.',
  });
}
