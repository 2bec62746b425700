import { createHash, randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { afterAll } from 'vitest';
import { applyMigrations } from '../migrations/apply-migrations.ts';
import { readMigrations } from '../migrations/migration-files.ts';
import { openDatabase } from '../postgres/open-database.ts';

/**
 * A migrated database for one test file alone, dropped when its tests are over. Call it at the top of the file:
 *
 *     const { url } = await testDatabase();
 *
 * It lives in the PostgreSQL of JOUST_TEST_DATABASE_URL, or in the embedded one that all test files share.
 */
export async function testDatabase(): Promise<{ url: string }> {
  const server = await openDatabase({
    home: process.env.JOUST_TEST_HOME!,
    databaseUrl: process.env.JOUST_TEST_DATABASE_URL,
  });
  const template = await ensureTemplate(server.url);
  const name = `joust_test_${randomBytes(6).toString('hex')}`;
  await withClient(server.url, async (client) => {
    // Cloning fails while somebody is connected to the template, as the file that has just made it may be.
    await locked(client, () => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    // Tests kill processes, not machines: what a power cut would lose may be lost.
    await client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  });
  afterAll(async () => {
    await withClient(server.url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    await server.close();
  });
  return { url: databaseOf(server.url, name) };
}

/** The migrated database that the others are cloned from; a new one for each state of the migrations. */
async function ensureTemplate(serverUrl: string): Promise<string> {
  const migrations = readMigrations().map(({ checksum }) => checksum);
  const name = `joust_template_${createHash('sha256').update(migrations.join()).digest('hex').slice(0, 12)}`;
  await withClient(serverUrl, (client) =>
    locked(client, async () => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
      if (rowCount) return;
      // What a killed run left half made is not marked as a template yet.
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
      await applyMigrations({ databaseUrl: databaseOf(serverUrl, name) });
      await client.query(`ALTER DATABASE ${escapeIdentifier(name)} IS_TEMPLATE true`);
    }),
  );
  return escapeIdentifier(name);
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// Any number that nobody else locks.
const TEMPLATE_LOCK = 7_436_529;

/** One test file at a time. The lock goes with the connection, so that a killed run frees it. */
async function locked<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const result = await work();
  await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  return result;
}

function databaseOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
