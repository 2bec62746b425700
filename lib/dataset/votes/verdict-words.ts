/** Scores of contestant A for the usable verdicts. */
export const USABLE_VERDICTS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['b', 0],
  ['tie', 0.5],
]);

/** Verdicts that are no result: their rows are skipped and counted, never ties or losses. */
export const UNUSABLE_VERDICTS: ReadonlySet<string> = new Set([
  'unparseable',
  'refused',
  'truncated',
  'blocked',
  'error',
  'inconsistent',
]);

/** All words a verdict can be, for an error message. */
export const VERDICT_WORDS = [...USABLE_VERDICTS.keys(), ...UNUSABLE_VERDICTS].join(', ');
