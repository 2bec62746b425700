import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processEnvironment } from '../supervisor/process-environment.ts';
import { isRunning } from '../supervisor/process-identity.mjs';
import { type PostmasterFile, readPostmasterFile, removeMisleadingFile } from './postmaster-file.ts';

/**
 * Stops the server that a killed keeper left behind, and the backends that a killed server left behind. Only processes
 * that are proven to be ours are touched: a pid may have been given to a stranger since.
 */
export async function stopLeftover(dataFolder: string): Promise<'none' | 'stopped'> {
  const file = readPostmasterFile(dataFolder);
  if (file === null) return 'none';
  if (!isPostmaster(file)) {
    removeMisleadingFile(dataFolder);
    return 'none';
  }
  await stopPostmaster(file.pid);
  return 'stopped';
}

/** Fast shutdown, and if that takes too long an immediate one, after which the next start recovers from the log. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    send(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if (!isRunning(pid) || isZombie(pid)) return;
      await sleep(10);
    }
  }
}

/** Ends backends whose server is gone: they run our data folder as their working folder. Linux only; others wait. */
export async function endOrphans(dataFolder: string): Promise<void> {
  if (process.platform !== 'linux') return sleep(500);
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const orphans = findOrphans(dataFolder);
    for (const pid of orphans) send(pid, signal);
    if (orphans.length > 0) await sleep(200);
  }
}

function findOrphans(dataFolder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/cwd`) === dataFolder && basename(readlinkSync(`/proc/${pid}/exe`)) === 'postgres'
        );
      } catch {
        return false;
      }
    });
}

// The file has whole seconds, and the system's idea of its boot time moves a little when the clock is set.
const TOLERANCE_SECONDS = 5;

/** Whether the process that has the pid now started when the file says its server did. */
function isPostmaster(file: PostmasterFile): boolean {
  if (!isRunning(file.pid)) return false;
  const startedAt = startInSeconds(file.pid);
  return startedAt !== null && Math.abs(startedAt - file.startedAt) <= TOLERANCE_SECONDS;
}

function startInSeconds(pid: number): number | null {
  try {
    if (process.platform === 'linux') return startInSecondsOnLinux(pid);
    if (process.platform === 'win32') {
      const command = `[DateTimeOffset]::new((Get-Process -Id ${pid}).StartTime).ToUnixTimeSeconds()`;
      return Number(execFileSync('powershell', ['-NoProfile', '-Command', command], { encoding: 'utf8' }));
    }
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: processEnvironment({ PATH: process.env.PATH, LC_ALL: 'C' }),
    });
    return Date.parse(started) / 1000;
  } catch {
    return null;
  }
}

// USER_HZ is 100 on every architecture that Node runs on (proc(5), sysconf(_SC_CLK_TCK)).
const TICKS_PER_SECOND = 100;

function startInSecondsOnLinux(pid: number): number | null {
  const boot = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]);
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : boot + Number(fields[19]) / TICKS_PER_SECOND;
}

function isZombie(pid: number): boolean {
  return process.platform === 'linux' && startInSeconds(pid) === null;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}
