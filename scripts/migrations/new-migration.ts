import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JoustError } from '#lib/errors.ts';
import { PRISMA_FOLDER } from './migration-files.ts';
import { isEmptyScript, schemaDifference } from './schema-difference.ts';

/**
 * Writes the migration that leads from the schema of the last one to `schema.prisma`, and returns its path. The file
 * may be completed by hand (partial indexes, checks, data) before it is committed.
 *
 * `prisma/migrations/migrated.prisma` is the schema as of the newest migration: with it a new migration needs neither a
 * database nor the history. Two branches that both add a migration collide there, which is the moment to order them.
 */
export async function newMigration(options: {
  name: string;
  sqlOnly: boolean;
  now: Date;
  prismaFolder?: string;
}): Promise<string> {
  const prismaFolder = options.prismaFolder ?? PRISMA_FOLDER;
  const schema = readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8');
  const sql = options.sqlOnly ? '-- SQL by hand\n' : await schemaDifference(migratedSchema(prismaFolder), schema);
  if (!options.sqlOnly && isEmptyScript(sql)) throw nothingToDo();
  const folder = join(prismaFolder, 'migrations', `${stampOf(options.now)}_${wordsOf(options.name)}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'migration.sql');
  writeFileSync(file, sql, { flag: 'wx' });
  if (!options.sqlOnly) writeFileSync(migratedPath(prismaFolder), schema);
  const lock = join(prismaFolder, 'migrations', 'migration_lock.toml');
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');
  return file;
}

/** The schema as of the newest migration, or null before the first. */
export function migratedSchema(prismaFolder = PRISMA_FOLDER): string | null {
  const path = migratedPath(prismaFolder);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function migratedPath(prismaFolder: string): string {
  return join(prismaFolder, 'migrations', 'migrated.prisma');
}

/** 20260131T23:59:58Z as 20260131235958, Prisma's own form. */
function stampOf(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

function wordsOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

function nothingToDo(): JoustError {
  return new JoustError({
    code: 'nothing-to-migrate',
    expected: 'a change of prisma/schema.prisma since the newest migration',
    got: 'none that the database would notice',
    fix: 'Change the schema first, or pass --sql-only for a migration by hand.',
  });
}
