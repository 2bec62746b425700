import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { ChildExit, ChildSpec } from './child-spec.ts';
import { isRunning, startTimeOf } from './process-identity.mjs';
import { type Supervision, superviseAll } from './supervise-all.ts';
import { becomeSupervisor, findSupervisor } from './supervisor-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'joust-supervisor-'));
let supervision: Supervision | undefined;
afterEach(() => supervision?.stop());
afterAll(() => rmSync(folder, { recursive: true }));

function program(name: string, source: string): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, source);
  return path;
}

const server = program('server', `console.log('up', process.env.JOUST_CHILD_ID); setInterval(() => {}, 1000);`);
const stubborn = program(
  'stubborn',
  `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000);`,
);

function supervise(spec: Partial<ChildSpec> & { program: string }, graceMs = 5_000) {
  const lines: string[] = [];
  const log = (text: string) => void lines.push(text);
  const children = [{ name: 'child', env: { PATH: process.env.PATH }, ...spec }];
  supervision = superviseAll({ children, log, graceMs });
  const isUp = () => expect(lines.some((line) => line.startsWith('[child] up'))).toBe(true);
  return { lines, isUp: () => vi.waitFor(isUp, 5_000), pid: () => supervision?.pidOf('child') ?? null };
}

test('a killed child is running again within a second, and its exit is reported with the id it had', async () => {
  const exits: ChildExit[] = [];
  const child = supervise({ program: server, onExit: (exit) => void exits.push(exit) });
  await child.isUp();
  const first = child.pid()!;
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(child.pid()).not.toBe(first), 1_000);
  await vi.waitFor(() => expect(child.lines.filter((line) => line.includes('] up'))).toHaveLength(2), 5_000);
  expect(exits).toMatchObject([{ name: 'child', pid: first, reason: 'SIGKILL', wasAsked: false }]);
  expect(child.lines[0]).toBe(`[child] up ${exits[0]?.childId}`);
  expect(child.lines.join('\n')).toMatch(/child ended \(SIGKILL\) after .* again in 100 ms/);
});

test('a child that keeps dying is started less and less often', async () => {
  const child = supervise({ program: program('broken', `process.exit(3)`) });
  await vi.waitFor(() => expect(child.lines.some((line) => line.endsWith('again in 400 ms'))).toBe(true), 10_000);
  expect(child.lines.map((line) => /exit code 3.*again in (\d+)/.exec(line)?.[1])).toEqual(['100', '200', '400']);
});

test('stopping ends a child in order, and by force if it does not listen', async () => {
  const child = supervise({ program: stubborn }, 300);
  await child.isUp();
  const pid = child.pid()!;
  await supervision?.stop();
  expect(isRunning(pid)).toBe(false);
});

test('secrets reach a child through its environment and do not show in the process list', async () => {
  const printer = program(
    'printer',
    `console.log('up', process.env.SECRET, process.argv.join(' '));setInterval(()=>{},99)`,
  );
  const child = supervise({ program: printer, args: ['one'], env: { SECRET: 'hush' } });
  await child.isUp();
  expect(child.lines[0]).toMatch(/up hush .*printer\.mjs one$/);
  expect(child.lines[0]?.split(' ').slice(3).join(' ')).not.toContain('hush');
});

/** A supervisor in a process of its own that can be killed, with one child: its pid. */
async function killableSupervisor(spec: { program: string; lock?: string }) {
  const script = `
      import { superviseAll } from ${JSON.stringify(join(import.meta.dirname, 'supervise-all.ts'))};
      const all = superviseAll({ log: (text) => console.log(text, all?.pidOf('child')), children: [
        { name: 'child', env: process.env, ...${JSON.stringify(spec)} }] });`;
  const supervisor = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
  const pid = await new Promise<number>((resolve) => {
    supervisor.stdout.on('data', (text) => resolve(Number(String(text).trim().split(' ').at(-1))));
  });
  expect(isRunning(pid)).toBe(true);
  return { pid, kill: () => supervisor.kill('SIGKILL') };
}

test.each([
  ['server', server],
  ['one that holds on to SIGTERM', stubborn],
])('a killed supervisor takes its child along: %s', async (_name, path) => {
  const { pid, kill } = await killableSupervisor({ program: path });
  kill();
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 8_000, interval: 50 });
});

test('a child with a lock begins when the one of a killed supervisor, which puts its work down, has ended', async () => {
  const lock = join(folder, 'child.lock');
  const { pid, kill } = await killableSupervisor({ program: stubborn, lock });
  kill();
  let firstIsRunning: boolean | null = null;
  const log = (line: string) => {
    if (line.includes('] up')) firstIsRunning = startTimeOf(pid) !== null;
  };
  supervision = superviseAll({
    children: [{ name: 'child', program: server, env: { PATH: process.env.PATH }, lock }],
    log,
  });
  await vi.waitFor(() => expect(firstIsRunning).not.toBeNull(), { timeout: 10_000, interval: 50 });
  expect(firstIsRunning).toBe(false);
}, 15_000);

test('one supervisor a home; the others find it and where it serves', () => {
  const home = join(folder, 'home');
  expect(findSupervisor(home)).toBeNull();
  const supervisor = becomeSupervisor(home, { startedAt: new Date(0) });
  expect(becomeSupervisor(home, { startedAt: new Date(1) })).toBeNull();
  supervisor?.serving('http://127.0.0.1:3000');
  const note = { pid: process.pid, url: 'http://127.0.0.1:3000', startedAt: '1970-01-01T00:00:00.000Z' };
  expect(findSupervisor(home)).toEqual(note);
  supervisor?.release();
  expect(findSupervisor(home)).toBeNull();
});
