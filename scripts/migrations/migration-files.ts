import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PRISMA_FOLDER = join(import.meta.dirname, '..', '..', 'prisma');

/** One folder below `prisma/migrations`, in Prisma's own layout: `prisma migrate deploy` can apply it as well. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** As Prisma computes it. */
  readonly checksum: string;
}

/** All migrations, oldest first: their names begin with the time they were made. */
export function readMigrations(prismaFolder = PRISMA_FOLDER): Migration[] {
  const folder = join(prismaFolder, 'migrations');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
