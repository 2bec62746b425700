import 'server-only';
import type { RunRow } from '#lib/db/run-row.ts';

interface Kept {
  /** Changes with everything that can change the value of a run that stands still. */
  version: string;
  at: number;
  value: Promise<unknown>;
  isRefreshing: boolean;
}

/** A run that goes on changes all the time: what was read of it is shown for so long, and then read again behind the page. */
const FRESH_MS = 3_000;
const KEPT_AT_MOST = 60;

const shared = globalThis as typeof globalThis & { joustRunMemo?: Map<string, Kept> };

/**
 * What takes long to read of a run: read once while the run stands still. While it goes on, readers get the value before, not
 * older than the last time somebody asked, and do not wait. `name` says what it is of the run. The caller has authorised the run.
 */
export function ofRun<Value>(name: string, run: RunRow, load: () => Promise<Value>): Promise<Value> {
  shared.joustRunMemo ??= new Map();
  const memo = shared.joustRunMemo;
  const key = `${run.teamId} ${run.id} ${name}`;
  const version = `${run.state} ${run.endedAt?.getTime()} ${run.requests} ${run.spend}`;
  const kept = memo.get(key);
  const goesOn = run.endedAt === null && run.state !== 'PLANNED';
  if (kept && (kept.version === version || (goesOn && Date.now() - kept.at < FRESH_MS))) return touch(memo, key, kept);
  if (kept && goesOn) {
    if (!kept.isRefreshing) refresh(memo, key, { version, load });
    return kept.value as Promise<Value>;
  }
  return keep(memo, key, { version, value: load() });
}

function touch<Value>(memo: Map<string, Kept>, key: string, kept: Kept): Promise<Value> {
  memo.delete(key);
  memo.set(key, kept);
  return kept.value as Promise<Value>;
}

function keep<Value>(
  memo: Map<string, Kept>,
  key: string,
  made: { version: string; value: Promise<Value> },
): Promise<Value> {
  memo.delete(key);
  memo.set(key, { ...made, at: Date.now(), isRefreshing: false });
  made.value.catch(() => memo.delete(key));
  const oldest = memo.keys().next().value;
  if (memo.size > KEPT_AT_MOST && oldest !== undefined) memo.delete(oldest);
  return made.value;
}

function refresh<Value>(
  memo: Map<string, Kept>,
  key: string,
  next: { version: string; load: () => Promise<Value> },
): void {
  const kept = memo.get(key);
  if (kept) kept.isRefreshing = true;
  next.load().then(
    (value) => keep(memo, key, { version: next.version, value: Promise.resolve(value) }),
    // The value before stays; whoever asks next tries again.
    () => {
      if (kept) kept.isRefreshing = false;
    },
  );
}
