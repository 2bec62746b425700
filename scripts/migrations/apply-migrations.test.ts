import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../test-support/test-database.ts';
import { applyMigrations } from './apply-migrations.ts';
import { PRISMA_FOLDER } from './migration-files.ts';
import { unmigratedChanges } from './migration-status.ts';
import { newMigration } from './new-migration.ts';

const { url } = await testDatabase();
const folders = mkdtempSync(join(tmpdir(), 'joust-prisma-'));
afterAll(() => rmSync(folders, { recursive: true }));
let prismaFolder: string;
let databaseUrl: string;

const SCHEMA = `datasource db {
  provider = "postgresql"
}

model Knight {
  id   Int    @id
  name String @unique
}
`;

/** An empty database and an empty migrations folder. */
beforeEach(async () => {
  prismaFolder = mkdtempSync(join(folders, 'prisma-'));
  writeFileSync(join(prismaFolder, 'schema.prisma'), SCHEMA);
  const schema = `s${Math.floor(performance.now() * 1000)}`;
  await query(url, `CREATE SCHEMA ${schema}`);
  databaseUrl = `${url}?options=-csearch_path%3D${schema}`;
});

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

const make = (name: string, minute: number, sqlOnly = false) =>
  newMigration({ name, sqlOnly, now: new Date(Date.UTC(2026, 0, 1, 0, minute)), prismaFolder });
const change = (from: string, to: string) =>
  writeFileSync(join(prismaFolder, 'schema.prisma'), SCHEMA.replace(from, to));

test('a new migration is the difference between the last schema and this one, made without a database', async () => {
  expect(await make('The first!', 0)).toBe(join(prismaFolder, 'migrations/20260101000000_the_first/migration.sql'));
  change('@unique', '@unique\n  horse String?');
  expect(await unmigratedChanges(prismaFolder)).toContain('ADD COLUMN     "horse" TEXT');
  const second = readFileSync(await make('horses', 1), 'utf8');
  expect(second).toContain('ALTER TABLE "Knight" ADD COLUMN     "horse" TEXT');
  expect(await unmigratedChanges(prismaFolder)).toBeNull();
  await expect(make('nothing', 2)).rejects.toThrow(/nothing-to-migrate/);
});

test('migrations are applied in order, once, with SQL written by hand', async () => {
  await make('first', 0);
  const byHand = await make('by hand', 1, true);
  writeFileSync(byHand, `CREATE UNIQUE INDEX "one_lancelot" ON "Knight" (name) WHERE name = 'Lancelot';`);
  const names = ['20260101000000_first', '20260101000100_by_hand'];
  expect(await applyMigrations({ databaseUrl, prismaFolder })).toEqual(names);
  expect(await applyMigrations({ databaseUrl, prismaFolder })).toEqual([]);
});

test('two processes that apply at the same time do it once', async () => {
  await make('first', 0);
  const both = await Promise.all([1, 2, 3].map(() => applyMigrations({ databaseUrl, prismaFolder })));
  expect(both.flat()).toEqual(['20260101000000_first']);
});

test('a migration that fails leaves nothing behind and can be mended', async () => {
  const file = await make('first', 0);
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, `${good}\nSELECT 1 / 0;`);
  await expect(applyMigrations({ databaseUrl, prismaFolder })).rejects.toThrow(/migration-failed.*division by zero/);
  writeFileSync(file, good);
  expect(await applyMigrations({ databaseUrl, prismaFolder })).toHaveLength(1);
});

test('a database with another history is refused', async () => {
  const file = await make('first', 0);
  await applyMigrations({ databaseUrl, prismaFolder });
  writeFileSync(file, `${readFileSync(file, 'utf8')}-- edited\n`);
  await expect(applyMigrations({ databaseUrl, prismaFolder })).rejects.toThrow(/another text of the migration/);
  const older = mkdtempSync(join(folders, 'older-'));
  await expect(applyMigrations({ databaseUrl, prismaFolder: older })).rejects.toThrow(/which this code does not have/);
});

test('prisma/schema.prisma has no change that a migration does not make', async () => {
  if (!existsSync(join(PRISMA_FOLDER, 'migrations'))) {
    // Before the first migration: it must at least be possible to write it.
    cpSync(join(PRISMA_FOLDER, 'schema.prisma'), join(prismaFolder, 'schema.prisma'));
    await make('first', 0);
    return;
  }
  expect(await unmigratedChanges()).toBeNull();
});
