import type { RunRow } from '#lib/db/run-row.ts';

/** Attempts that may have been billed although nobody said how much. */
export interface UnreportedCost {
  attempts: number;
  /** USD that they cost at most; null when the price is unknown. */
  upTo: number | null;
}

/**
 * What a run may have cost beyond its spend: attempts that were lost with their worker, that ended in a time-out or a broken
 * connection, and answers without usage. They count against the cap on cost.
 */
export function unreportedCost(
  run: Pick<RunRow, 'unreportedAttempts' | 'unreportedCost' | 'priceKnown'>,
): UnreportedCost {
  return { attempts: run.unreportedAttempts, upTo: run.priceKnown ? run.unreportedCost : null };
}
