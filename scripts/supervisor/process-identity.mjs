import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Names one process for good: its pid and the moment it started. A pid alone is not enough, because the system gives
 * it to a stranger once its process is gone, and a stranger must never be waited for or killed.
 * Plain JavaScript: `setup.mjs` needs it before any package or newer Node is there.
 */

/** Whether a process with this pid exists; it may be a stranger, and it may belong to another user. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The start of the process in the system's own notation, or null when there is no such process. */
export function startTimeOf(pid) {
  if (process.platform === 'linux') return startTimeOnLinux(pid);
  return isRunning(pid) ? startTimeByCommand(pid) : null;
}

/** Whether the process that was noted down as `{ pid, startTime }` still runs. */
export function isSameProcess(identity) {
  if (!Number.isInteger(identity?.pid) || typeof identity.startTime !== 'string') return false;
  return startTimeOf(identity.pid) === identity.startTime;
}

export function ownIdentity() {
  return { pid: process.pid, startTime: startTimeOf(process.pid) };
}

/** Clock ticks since boot, together with the boot: ticks alone would repeat after a restart of the machine. */
function startTimeOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may itself hold spaces and parentheses; `state` follows it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return null;
  }
}

function startTimeByCommand(pid) {
  const [command, args] =
    process.platform === 'win32'
      ? ['powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]];
  try {
    return execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).trim() || null;
  } catch {
    return null;
  }
}
