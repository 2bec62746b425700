/** How fast a run goes, and what that was measured on. */
export interface Pace {
  callsPerMinute: number;
  basis: 'recent' | 'sinceStart';
  /** Length of what it was measured on. */
  overMs: number;
}

/** How many calls had ended at a moment. */
export interface PaceSample {
  at: number;
  done: number;
}

const WINDOW_MS = 60_000;
/** Shorter than this, chance decides the rate. */
const SHORTEST_MS = 5_000;

/** The samples with a new one, without those that no longer matter. */
export function withSample(samples: readonly PaceSample[], sample: PaceSample): PaceSample[] {
  return [...samples, sample].filter(({ at }) => sample.at - at <= WINDOW_MS);
}

/** The pace of the last minute; before enough was seen, of the time since the start; null when that is too short too. */
export function paceOf(samples: readonly PaceSample[], startedAt: number | null): Pace | null {
  const newest = samples.at(-1);
  const oldest = samples[0];
  if (!newest || !oldest) return null;
  if (newest.at - oldest.at >= SHORTEST_MS) return measured(newest.done - oldest.done, newest.at - oldest.at, 'recent');
  if (startedAt === null || newest.at - startedAt < 1_000 || newest.done === 0) return null;
  return measured(newest.done, newest.at - startedAt, 'sinceStart');
}

function measured(calls: number, overMs: number, basis: Pace['basis']): Pace {
  return { callsPerMinute: (calls / overMs) * 60_000, basis, overMs };
}
