import type { ProcessIdentity } from './process-identity.mjs';

export interface ProcessLock {
  update(note: Record<string, unknown>): void;
  release(): void;
}
export type LockHolder = ProcessIdentity & Record<string, unknown>;
export function tryLock(path: string, note?: Record<string, unknown>): ProcessLock | null;
export function waitForLock(
  path: string,
  options?: { note?: Record<string, unknown>; onWait?: (holder: LockHolder | null) => void },
): Promise<ProcessLock>;
export function holderOf(path: string): LockHolder | null;
