import { join } from 'node:path';
import { holderOf, type ProcessLock, tryLock } from './process-lock.mjs';

/** What a running Joust says of itself in `supervisor.json` of its home. */
export interface SupervisorNote {
  readonly pid: number;
  /** Empty until the pages are served. */
  readonly url: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** Makes this process the supervisor of a home, or returns null when a living one exists. */
export function becomeSupervisor(home: string, { startedAt }: { startedAt: Date }) {
  const note = { url: '', startedAt: startedAt.toISOString() };
  const lock: ProcessLock | null = tryLock(pathOf(home), note);
  if (lock === null) return null;
  return {
    /** Tells the commands that join where the pages are. */
    serving(url: string): void {
      lock.update({ ...note, url });
    },
    release(): void {
      lock.release();
    },
  };
}

/** The Joust that runs on this home, or null. A file that a killed one left behind counts for nothing. */
export function findSupervisor(home: string): SupervisorNote | null {
  const holder = holderOf(pathOf(home));
  if (holder === null) return null;
  return { pid: holder.pid, url: String(holder.url ?? ''), startedAt: String(holder.startedAt ?? '') };
}

function pathOf(home: string): string {
  return join(home, 'supervisor.json');
}
