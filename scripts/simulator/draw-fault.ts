import type { FaultShare } from './parse-faults.ts';
import { stableLuck } from './stable-luck.ts';

/** The fault of one try: fixed by the request and how often it was sent, so that a retry may fare better. */
export function drawFault(
  faults: readonly FaultShare[],
  attempt: { seed: string; requestHash: string; number: number },
): string | null {
  if (faults.length === 0) return null;
  let luck = stableLuck(attempt.seed, 'fault', attempt.requestHash, attempt.number);
  for (const { kind, share } of faults) {
    luck -= share;
    if (luck < 0) return kind;
  }
  return null;
}
