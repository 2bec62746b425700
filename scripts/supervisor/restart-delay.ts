// Long enough for a program to have done its work for a while: what it dies of now is something new.
const HEALTHY_MS = 10_000;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 10_000;

/** How long to wait before the next start: hardly at all after one death, twice as long after each quick one. */
export function restartDelayMs({ quickDeaths, livedMs }: { quickDeaths: number; livedMs: number }): {
  quickDeaths: number;
  delayMs: number;
} {
  if (livedMs >= HEALTHY_MS) return { quickDeaths: 0, delayMs: FIRST_DELAY_MS };
  return { quickDeaths: quickDeaths + 1, delayMs: Math.min(FIRST_DELAY_MS * 2 ** quickDeaths, LONGEST_DELAY_MS) };
}
