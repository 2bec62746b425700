const FLAGS = {
  'wins every game': 'winsAll',
  'loses every game': 'losesAll',
  'is in a block that wins every game against the others': 'blockWinsAll',
  'is in a block that loses every game against the others': 'blockLosesAll',
} as const;

/** The message for a flag of a contestant; null when it is a new one. */
export function flagKey(flag: string): (typeof FLAGS)[keyof typeof FLAGS] | null {
  return FLAGS[flag as keyof typeof FLAGS] ?? null;
}
