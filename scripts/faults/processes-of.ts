import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecord } from '../postgres/cluster-record.ts';
import { readPostmasterFile } from '../postgres/postmaster-file.ts';
import { holderOf } from '../supervisor/process-lock.mjs';

/** The processes of a running installation that a test may kill. */
export const TARGETS = ['worker', 'web', 'postgres', 'keeper', 'supervisor'] as const;
export type Target = (typeof TARGETS)[number];

/** Processes are looked up in /proc: where there is none, these tests cannot say whom they would kill. */
export const HAS_PROC = process.platform === 'linux';

/** Every living process of an installation by what it does; only what its supervisor started and its database's server. */
export function processesOf(home: string, supervisor: number | null): Record<Target | 'simulator', number[]> {
  const children = supervisor === null ? [] : childrenOf(supervisor).map((pid) => ({ pid, command: commandOf(pid) }));
  const running = (text: RegExp) => children.filter(({ command }) => text.test(command)).map(({ pid }) => pid);
  return {
    worker: running(/workers\/main\.ts/),
    web: running(/next\/dist\/bin\/next|next-server/),
    simulator: running(/judge-simulator\.ts/),
    keeper: keeperOf(home),
    postgres: postmasterOf(home),
    supervisor: supervisor !== null && isAlive(supervisor) ? [supervisor] : [],
  };
}

/** False also for a process that has ended and whose parent has not asked how. */
export function isAlive(pid: number): boolean {
  const status = statusOf(pid);
  return status !== null && status.state !== 'Z';
}

/** The command line as every user of the machine can read it. */
export function commandOf(pid: number): string {
  return read(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? '';
}

/** Whether the environment a process was started with holds one of these texts. */
export function environmentHas(pid: number, texts: readonly string[]): boolean {
  const environment = read(pid, 'environ') ?? '';
  return texts.some((text) => environment.includes(text));
}

/** All that descend from a process, itself included. */
export function familyOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)];
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const status = statusOf(pid);
      return status?.parent === parent && status.state !== 'Z';
    });
}

/** Whoever needed the database first has started it; it holds the lock. */
function keeperOf(home: string): number[] {
  const holder = holderOf(join(home, 'postgres.lock'));
  return holder === null ? [] : [holder.pid];
}

function postmasterOf(home: string): number[] {
  const folder = readRecord(home)?.folder;
  const file = folder ? readPostmasterFile(join(folder, 'data')) : null;
  return file !== null && /postgres/.test(commandOf(file.pid)) ? [file.pid] : [];
}

/** State and parent stand behind the name, which may hold anything (proc(5)). */
function statusOf(pid: number): { state: string; parent: number } | null {
  const text = read(pid, 'stat');
  if (text === null) return null;
  const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: state ?? '', parent: Number(parent) };
}

function read(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null;
  }
}
