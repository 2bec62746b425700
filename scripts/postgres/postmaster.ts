import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOrphans, stopLeftover, stopPostmaster } from './leftover-postmaster.ts';
import { bareEnvironment, program } from './postgres-binaries.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import type { RunAs } from './unprivileged-user.ts';

/** Where and how one server runs. */
export interface PostmasterPlan {
  readonly dataFolder: string;
  readonly binaries: string;
  readonly runAs: RunAs;
  readonly port: number;
  readonly logFile: string;
}

export interface Postmaster {
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** A second server on the port: the caller chooses another. */
export class PortTakenError extends Error {}

/**
 * On the command line, so that an upgrade of Joust brings new values to old data. Safety comes first: `fsync` and
 * `full_page_writes` keep their defaults; a session that can afford to lose its last commits sets
 * `synchronous_commit` itself.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  // Nobody replicates from it: less log to write for tables filled in the transaction that creates them.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  log_checkpoints: 'off',
  lc_messages: 'C',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const ATTEMPTS = 100;

/** Starts the server and waits until it accepts connections. Rests of an earlier one are cleared away first. */
export async function startPostmaster(plan: PostmasterPlan): Promise<Postmaster> {
  await stopLeftover(plan.dataFolder);
  for (let attempt = 1; ; attempt++) {
    const sizeBefore = statSync(plan.logFile, { throwIfNoEntry: false })?.size ?? 0;
    const child = launch(plan);
    if (await becomesReady(child, plan.dataFolder)) return control(child, plan);
    const log = readFileSync(plan.logFile).subarray(sizeBefore).toString('utf8').trim();
    if (/Address already in use/.test(log)) throw new PortTakenError(log);
    // Orphans of a killed server notice its death within moments, unless they are deep in a query.
    const hasOrphans = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(log);
    if (!hasOrphans || attempt === ATTEMPTS) throw new Error(`PostgreSQL did not start: ${log}`);
    if (attempt % 10 === 0) await endOrphans(plan.dataFolder);
    await sleep(50);
  }
}

function launch(plan: PostmasterPlan): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, port: String(plan.port) });
  const args = ['-D', plan.dataFolder, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // A file, not a pipe to us: the server must be able to log, and to end in order, when we are gone.
  const log = openSync(plan.logFile, 'a', 0o600);
  try {
    return spawn(program(plan.binaries, 'postgres'), args, {
      ...plan.runAs,
      cwd: plan.dataFolder,
      env: bareEnvironment(),
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
  } finally {
    closeSync(log);
  }
}

/** True once the server says it is ready, false if it ends before. Recovery after a crash may take its time. */
async function becomesReady(child: ChildProcess, dataFolder: string): Promise<boolean> {
  let hasEnded = false;
  child.once('exit', () => {
    hasEnded = true;
  });
  child.once('error', () => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const file = readPostmasterFile(dataFolder);
    if (file?.pid === child.pid && file?.isReady) return true;
    await sleep(10);
  }
  return false;
}

function control(child: ChildProcess, plan: PostmasterPlan): Postmaster {
  const pid = child.pid!;
  const ended = new Promise<string>((resolve) => {
    const report = () => resolve(child.signalCode ?? `exit code ${child.exitCode}`);
    if (child.exitCode !== null || child.signalCode !== null) report();
    else child.once('exit', report);
  });
  return {
    pid,
    ended,
    async stop() {
      if (process.platform === 'win32') stopOnWindows(plan);
      else await Promise.race([ended, stopPostmaster(pid)]);
      await ended;
    },
  };
}

/** Windows has no signals; pg_ctl speaks PostgreSQL's own substitute. */
function stopOnWindows(plan: PostmasterPlan): void {
  execFileSync(program(plan.binaries, 'pg_ctl'), ['stop', '-m', 'fast', '-D', plan.dataFolder], { stdio: 'ignore' });
}
