/** How fast a run goes, and what that was measured on. */
export interface Pace {
  callsPerMinute: number;
  basis: 'recent' | 'sinceStart';
  /** Length of what it was measured on, pauses left out. */
  overMs: number;
}

/** How many calls had ended when the run had been under way for so long. On this clock a pause takes no time. */
export interface PaceSample {
  runningMs: number;
  done: number;
}

const WINDOW_MS = 60_000;
/** Shorter than this, chance decides the rate. */
const SHORTEST_MS = 5_000;

/** The samples with a new one, without those that no longer matter. */
export function withSample(samples: readonly PaceSample[], sample: PaceSample): PaceSample[] {
  const before = samples.filter(({ runningMs }) => runningMs < sample.runningMs);
  return [...before.filter(({ runningMs }) => sample.runningMs - runningMs <= WINDOW_MS), sample];
}

/** The pace of the last minute; before enough was seen, of all the time the run was under way; null when that is too short too. */
export function paceOf(samples: readonly PaceSample[]): Pace | null {
  const newest = samples.at(-1);
  const oldest = samples[0];
  if (!newest || !oldest) return null;
  const seenMs = newest.runningMs - oldest.runningMs;
  if (seenMs >= SHORTEST_MS) return measured(newest.done - oldest.done, seenMs, 'recent');
  if (newest.runningMs < 1_000 || newest.done === 0) return null;
  return measured(newest.done, newest.runningMs, 'sinceStart');
}

function measured(calls: number, overMs: number, basis: Pace['basis']): Pace {
  return { callsPerMinute: (calls / overMs) * 60_000, basis, overMs };
}
