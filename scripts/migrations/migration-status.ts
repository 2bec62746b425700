import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { appliedChecksums, pendingMigrations } from './applied-migrations.ts';
import { PRISMA_FOLDER, readMigrations } from './migration-files.ts';
import { migratedSchema } from './new-migration.ts';
import { isEmptyScript, schemaDifference } from './schema-difference.ts';

/** In words: what the database has, what it lacks, and whether the schema has changes without a migration. */
export async function migrationStatus({ databaseUrl }: { databaseUrl: string }): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const applied = await appliedChecksums(client);
    const pending = pendingMigrations(readMigrations(), applied);
    const lines = [`applied: ${applied.size}`, `pending: ${pending.length}`, ...pending.map(({ name }) => `  ${name}`)];
    const changes = await unmigratedChanges();
    lines.push(
      changes === null ? 'schema.prisma: migrated' : `schema.prisma has changes without a migration:\n${changes}`,
    );
    return lines.join('\n');
  } finally {
    await client.end();
  }
}

/** The SQL that no migration has yet, or null. A test holds this at null. */
export async function unmigratedChanges(prismaFolder = PRISMA_FOLDER): Promise<string | null> {
  const schema = readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8');
  const sql = await schemaDifference(migratedSchema(prismaFolder), schema);
  return isEmptyScript(sql) ? null : sql;
}
