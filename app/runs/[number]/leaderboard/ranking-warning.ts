/** Sentences of the ranking, which speaks English, by the message that says the same in every language. */
const KNOWN = [
  ['rowIntervals', /^Intervals treat games as independent/],
  ['noPromptIds', /^No intervals: not every game has a prompt id/],
  ['onePrompt', /^No intervals: all games share one prompt/],
  ['fewPrompts', /^Only (?<a>\d+) prompts: intervals are likely too narrow/],
  ['groups', /^Ranks are null and ratings compare only within a group, as these never met: (?<a>.*)\.$/],
  ['prior', /^Weak prior of (?<a>[\d.]+) tied pseudo-game/],
  ['priorRounds', /^(?<a>\d+) of (?<b>\d+) resamples needed the weak prior/],
] as const;

export type RankingWarning = { key: (typeof KNOWN)[number][0]; a: string; b: string } | { key: null; text: string };

/** The message for a sentence of the ranking; the sentence itself when it is a new one. */
export function rankingWarning(text: string): RankingWarning {
  for (const [key, pattern] of KNOWN) {
    const groups = pattern.exec(text)?.groups;
    if (pattern.test(text)) return { key, a: groups?.a ?? '', b: groups?.b ?? '' };
  }
  return { key: null, text };
}

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
