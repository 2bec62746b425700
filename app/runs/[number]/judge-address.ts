import type { RunRow } from '#lib/db/run-row.ts';

/** Where a judge is, in words where it is no address. */
export function judgeAddress(
  run: Pick<RunRow, 'simulated' | 'schedule' | 'judgeEndpoint'>,
  words: { simulated: string; imported: string },
): string {
  if (run.schedule === 'imported') return words.imported;
  return run.simulated ? words.simulated : run.judgeEndpoint;
}
