const FLAGS = {
  'wins every game': 'winsAll',
  'loses every game': 'losesAll',
  'is in a block that wins every game against the others': 'blockWinsAll',
  'is in a block that loses every game against the others': 'blockLosesAll',
  'too few prompts for an interval': 'fewPrompts',
  'too few games for an interval': 'fewGames',
  'not placed among the others in too many resamples': 'unplaced',
  'resamples do not differ': 'noSpread',
  'no upper limit': 'noUpper',
  'no lower limit': 'noLower',
} as const;

/** The message for a flag of a contestant; null when it is a new one. */
export function flagKey(flag: string): (typeof FLAGS)[keyof typeof FLAGS] | null {
  return FLAGS[flag as keyof typeof FLAGS] ?? null;
}
