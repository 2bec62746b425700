import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isSameProcess, ownIdentity, startTimeOf } from './process-identity.mjs';
import { holderOf, tryLock } from './process-lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'joust-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));
let paths = 0;
const newPath = () => join(folder, `lock-${paths++}.json`);

test('a lock is held once and free again after its release', () => {
  const path = newPath();
  const lock = tryLock(path, { purpose: 'test' });
  expect(tryLock(path)).toBeNull();
  expect(holderOf(path)).toMatchObject({ ...ownIdentity(), purpose: 'test' });
  lock?.release();
  expect(holderOf(path)).toBeNull();
  expect(tryLock(path)).not.toBeNull();
});

test('a lock whose holder is gone is taken over', () => {
  const path = newPath();
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, startTime: 'long ago' }));
  expect(tryLock(path)).not.toBeNull();
});

test('a lock whose pid belongs to a stranger by now is taken over', () => {
  const path = newPath();
  writeFileSync(path, JSON.stringify({ pid: process.pid, startTime: 'another start' }));
  expect(tryLock(path)).not.toBeNull();
});

test('a half-written lock file is taken over', () => {
  const path = newPath();
  writeFileSync(path, '{"pid": 1');
  expect(tryLock(path)).not.toBeNull();
});

test('of many processes that meet a stale lock, exactly one gets it', async () => {
  const path = newPath();
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, startTime: 'long ago' }));
  const script = `
    import { tryLock } from ${JSON.stringify(join(import.meta.dirname, 'process-lock.mjs'))};
    process.stdout.write(tryLock(${JSON.stringify(path)}) ? 'held' : 'free');
    process.stdin.resume();`;
  const contenders = Array.from({ length: 8 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const answers = await Promise.all(contenders.map(async (child) => String((await once(child.stdout, 'data'))[0])));
  for (const child of contenders) child.kill('SIGKILL');
  expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
  expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBeTypeOf('number');
});

test('a process is told from a later one with the same pid by its start time', () => {
  expect(isSameProcess(ownIdentity())).toBe(true);
  expect(isSameProcess({ pid: process.pid, startTime: 'another start' })).toBe(false);
  expect(startTimeOf(2 ** 22 + 1)).toBeNull();
});
