import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRecord } from '../postgres/cluster-record.ts';
import { findFreePort } from '../postgres/free-port.ts';
import { processEnvironment } from '../supervisor/process-environment.ts';
import { note, report, rounded } from './measurement.ts';

/**
 * A clean clone of the last commit until `npm start` shows the demo's leaderboard to a browser that follows the printed
 * link; then the same again in the same clone. Needs git, npm and its registry or cache.
 */

const ROOT = join(import.meta.dirname, '..', '..');
const LIMIT_MS = 600_000;
const PHASE = /^(install|generate|build|boot) ([\d.]+) s$/;

const folder = mkdtempSync(join(tmpdir(), 'joust-bench-start-'));
const checkout = join(folder, 'joust');
const home = join(checkout, '.joust');
try {
  await finished(spawn('git', ['clone', '--quiet', '--no-hardlinks', ROOT, checkout], { stdio: 'inherit' }));
  const port = await findFreePort(folder);
  reportStart('clean checkout until the leaderboard is on screen', { limit: 120, ...(await start(port)) });
  reportStart('second start until the leaderboard is on screen', { limit: 10, ...(await start(port)) });
} finally {
  const cluster = readRecord(home)?.folder;
  if (cluster) rmSync(cluster, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

interface Started {
  seconds: number;
  /** Seconds of each phase that was due, as `npm start` prints them. */
  phases: Record<string, number>;
}

/** Starts, waits for the leaderboard, and stops again. */
async function start(port: number): Promise<Started> {
  const began = performance.now();
  const env = processEnvironment({ PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) });
  const child = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  try {
    const phases: Record<string, number> = {};
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, phase, seconds] = PHASE.exec(line) ?? [];
      if (phase) phases[phase] = Number(seconds);
      note(`  ${line}`);
    });
    const link = await firstLink(child);
    await untilLeaderboard(link);
    return { seconds: (performance.now() - began) / 1000, phases };
  } finally {
    await stopGroup(child);
  }
}

async function firstLink(child: ChildProcess): Promise<URL> {
  const printed = new Promise<URL>((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('http')) resolve(new URL(line));
    });
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('npm start ended before it printed a link');
  });
  ended.catch(() => {});
  return Promise.race([printed, ended]);
}

/** Signs in with the link, as a browser would, and asks for the demo's leaderboard until it names a contestant. */
async function untilLeaderboard(link: URL): Promise<void> {
  const signedIn = await fetch(link, { redirect: 'manual' });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const page = new URL('/runs/1/leaderboard', link);
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; await sleep(100)) {
    const answer = await fetch(page, { headers: { cookie } }).catch(() => null);
    if (answer?.ok && (await answer.text()).includes('dunlin-base')) return;
  }
  throw new Error(`${page.pathname} shows no contestant after ${LIMIT_MS / 1000} s`);
}

/** npm passes signals on as it pleases: the whole group is told, once. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  process.kill(-child.pid!, 'SIGTERM');
  await exit;
  // The database outlives its last user by a moment.
  await sleep(3_000);
}

async function finished(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`git clone ended with code ${code}`);
}

function reportStart(name: string, { limit, seconds, phases }: Started & { limit: number }): void {
  report({
    name,
    unit: 's',
    target: { bound: 'at most', value: limit },
    values: [rounded(seconds)],
    details: { phases },
  });
}
