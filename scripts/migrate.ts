import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from '#lib/errors.ts';
import { applyMigrations } from './migrations/apply-migrations.ts';
import { migrationStatus } from './migrations/migration-status.ts';
import { newMigration } from './migrations/new-migration.ts';
import { openDatabase } from './postgres/open-database.ts';

const USAGE = `usage: migrate apply          bring the database up to the newest migration
       migrate status         what the database and prisma/schema.prisma are waiting for
       migrate new NAME       write the migration from the last one to prisma/schema.prisma
       migrate new NAME --sql-only   an empty one, for SQL by hand`;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function withDatabase(work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const home = process.env.JOUST_HOME || join(import.meta.dirname, '..', '.joust');
  const database = await openDatabase({ home, databaseUrl: process.env.DATABASE_URL, log: say });
  try {
    await work(database.url);
  } finally {
    await database.close();
  }
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'sql-only': { type: 'boolean' } } });
  const [command, name] = positionals;
  if (command === 'apply') {
    await withDatabase(async (databaseUrl) => {
      const applied = await applyMigrations({ databaseUrl, log: say });
      if (applied.length === 0) say('nothing to apply');
    });
  } else if (command === 'status') {
    await withDatabase(async (databaseUrl) => say(await migrationStatus({ databaseUrl })));
  } else if (command === 'new' && name) {
    say(`wrote ${await newMigration({ name, sqlOnly: values['sql-only'] ?? false, now: new Date() })}`);
  } else {
    say(USAGE);
    process.exitCode = 2;
  }
}

try {
  await main();
} catch (error) {
  const { code, expected, got, fix } = reportOf(error);
  say(`error ${code}: expected ${expected}; got ${got}. ${fix}`);
  process.exitCode = 1;
}
