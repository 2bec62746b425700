import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { processEnvironment } from '../supervisor/process-environment.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** A program under measurement, alive until `stop`, or until this process ends. */
export interface ChildProgram {
  /** The first line that `isReady` accepted. */
  readyLine: string;
  stop(): Promise<void>;
}

/** Starts a script of this checkout and waits for the line, on stdout or stderr, that says it is ready. */
export async function startScript(options: {
  script: string;
  args?: readonly string[];
  env?: Record<string, string>;
  isReady: (line: string) => boolean;
}): Promise<ChildProgram> {
  const args = [...nodeOptions(options.script), join(ROOT, options.script), ...(options.args ?? [])];
  const env = processEnvironment({ PATH: process.env.PATH, ...options.env });
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return { readyLine: await untilReady(child, options), stop: () => stopChild(child) };
}

/** Starts another program; the caller knows how to tell that it is ready. */
export function startProgram(program: string, args: readonly string[]): { stop: () => Promise<void> } {
  const child = spawn(program, args, { stdio: 'ignore' });
  remember(child);
  return { stop: () => stopChild(child) };
}

/** `JOUST_BENCH_CPU_PROFILES` names a folder for CPU profiles of everything but the simulator. */
function nodeOptions(script: string): string[] {
  const folder = process.env.JOUST_BENCH_CPU_PROFILES;
  return folder && !script.includes('simulator') ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

async function untilReady(
  child: ChildProcess,
  options: { script: string; isReady: (line: string) => boolean },
): Promise<string> {
  remember(child);
  const recent: string[] = [];
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream! }).on('line', (line) => {
        recent.push(line);
        recent.splice(0, recent.length - 20);
        if (options.isReady(line)) resolve(line);
      });
    }
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${options.script} ended before it was ready: ${recent.join('\n')}`);
  });
  ended.catch(() => {});
  return Promise.race([ready, ended]);
}

function remember(child: ChildProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(forced);
}
