import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isRunning } from '../supervisor/process-identity.mjs';
import { holderOf } from '../supervisor/process-lock.mjs';
import { readRecord } from './cluster-record.ts';
import { type OpenDatabase, openDatabase, stopDatabase } from './open-database.ts';
import { readPostmasterFile } from './postmaster-file.ts';

let home: string;
const opened: OpenDatabase[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'joust-postgres-'));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await stopDatabase(home);
  const folder = readRecord(home)?.folder;
  if (folder) rmSync(folder, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

async function open(log?: (text: string) => void): Promise<OpenDatabase> {
  const database = await openDatabase({ home, ...(log && { log }) });
  opened.push(database);
  return database;
}

const dataFolder = () => join(readRecord(home)!.folder, 'data');
const postmasterPid = () => readPostmasterFile(dataFolder())!.pid;
const keeperPid = () => holderOf(join(home, 'postgres.lock'))?.pid;

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

const answers = (url: string, sql = 'SELECT 1') => vi.waitFor(() => query(url, sql), { timeout: 20_000, interval: 20 });

test('a database that DATABASE_URL names is used as it is', async () => {
  const database = await openDatabase({ home, databaseUrl: 'postgresql://somewhere/else' });
  expect(database).toMatchObject({ url: 'postgresql://somewhere/else', owned: false });
  await database.close();
  expect(existsSync(join(home, 'postgres.json'))).toBe(false);
});

test('the embedded one listens on loopback only, wants its password, and tells it to nobody', async () => {
  const { url } = await open();
  const settings = await query(
    url,
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes',
    'listen_addresses', 'max_connections', 'server_encoding', 'unix_socket_directories') ORDER BY name`,
  );
  expect(settings).toEqual([
    ['fsync', 'on'],
    ['full_page_writes', 'on'],
    ['listen_addresses', '127.0.0.1'],
    ['max_connections', '200'],
    ['server_encoding', 'UTF8'],
    ['unix_socket_directories', ''],
  ]);
  await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  expect(statSync(join(home, 'postgres.json')).mode & 0o077).toBe(0);
  const { password } = readRecord(home)!;
  for (const pid of [keeperPid(), postmasterPid()]) {
    if (process.platform !== 'linux') break;
    const shown = readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
    expect(shown).not.toContain(password);
  }
});

test('text sorts by code point, whatever the machine speaks', async () => {
  const { url } = await open();
  const sorted = await query(url, `SELECT v FROM unnest(ARRAY['b', 'B', 'a', 'ä', '한', '"']) AS v ORDER BY v`);
  expect(sorted.flat()).toEqual(['"', 'B', 'a', 'b', 'ä', '한']);
  expect((await query(url, `SELECT upper('äß한')`)).flat()).toEqual(['Äß한']);
});

test('users of one home share one server, and it stops after the last of them', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  expect(second.url).toBe(first.url);
  const keeper = keeperPid()!;
  const postmaster = postmasterPid();
  await first.close({ now: true });
  expect(await query(second.url, 'SELECT 1')).toEqual([[1]]);
  await second.close({ now: true });
  expect(isRunning(postmaster)).toBe(false);
  await vi.waitFor(() => expect(isRunning(keeper)).toBe(false));
});

test('data and port outlive the server', async () => {
  const first = await open();
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.close({ now: true });
  const second = await open();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([[42]]);
});

test('a killed server is back on the same port with all that was committed', async () => {
  const said: string[] = [];
  const { url } = await open((text) => void said.push(text));
  await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const killed = postmasterPid();
  process.kill(killed, 'SIGKILL');
  expect(await answers(url, 'SELECT answer FROM kept')).toEqual([[42]]);
  expect(postmasterPid()).not.toBe(killed);
  expect(said.join()).toContain('PostgreSQL ended: SIGKILL; starting it again');
});

test('a killed server is back even while one of its orphans is deep in a query', async () => {
  const { url } = await open();
  // Counting does not look at the clock or the network, so that this backend does not notice the death of its server.
  const busy = query(url, 'SELECT count(*) FROM generate_series(1, 300000000) a').catch(() => {});
  await vi.waitFor(async () => {
    const rows = await query(url, `SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT count(*) FROM gen%'`);
    expect(rows).toHaveLength(1);
  });
  process.kill(postmasterPid(), 'SIGKILL');
  expect(await answers(url)).toEqual([[1]]);
  await busy;
});

test('a killed keeper is replaced and its server taken over', async () => {
  const { url } = await open();
  await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const killed = keeperPid()!;
  process.kill(killed, 'SIGKILL');
  await vi.waitFor(() => expect(keeperPid()).not.toBeOneOf([killed, undefined]), { timeout: 10_000, interval: 20 });
  expect(await answers(url, 'SELECT answer FROM kept')).toEqual([[42]]);
});

test('a user that is killed lets go: the server ends when it was the last', async () => {
  const script = `
    import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, 'open-database.ts'))};
    await openDatabase({ home: ${JSON.stringify(home)} });
    console.log('open'); setInterval(() => {}, 1000);`;
  const user = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: join(import.meta.dirname, '..', '..'),
  });
  await once(user.stdout, 'data');
  const postmaster = postmasterPid();
  user.kill('SIGKILL');
  await vi.waitFor(() => expect(isRunning(postmaster)).toBe(false), { timeout: 10_000, interval: 50 });
});

test('a pid file that names a stranger neither stops the start nor harms the stranger', async () => {
  const first = await open();
  await first.close({ now: true });
  const stranger = spawn('sleep', ['60']);
  const lines = [stranger.pid, dataFolder(), 1_000_000_000, 1, '', '127.0.0.1', '1 1', 'ready', ''];
  writeFileSync(join(dataFolder(), 'postmaster.pid'), lines.join('\n'));
  const second = await open();
  expect(await query(second.url, 'SELECT 1')).toEqual([[1]]);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});

test('a home whose database cannot start says why', async () => {
  const first = await open();
  await first.close({ now: true });
  writeFileSync(join(dataFolder(), 'PG_VERSION'), '12\n');
  await expect(open()).rejects.toThrow(/postgres-version: expected data of PostgreSQL 18/);
});
