import { setTimeout as sleep } from 'node:timers/promises';

/** Far beyond what anything here takes, for machines that are slow and busy: a test fails by what it finds, not by the clock. */
const PATIENCE_MS = 180_000;

/** What a test file gives vitest: what waits here says what it waited for before vitest ends it. */
export const PATIENT = { testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS };

/** Asks until `look` finds something, that is, anything but null, undefined or false. @throws naming what never came */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | undefined | false> | Found | null | undefined | false,
  options: { patienceMs?: number; everyMs?: number } = {},
): Promise<Found> {
  const { patienceMs = PATIENCE_MS, everyMs = 50 } = options;
  for (const deadline = Date.now() + patienceMs; ; await sleep(everyMs)) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
  }
}
