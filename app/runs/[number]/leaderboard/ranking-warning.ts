/** Sentences of the ranking, which speaks English, by the message that says the same in every language. */
const KNOWN = [
  ['rowIntervals', /^Intervals treat games as independent/],
  ['noPromptIds', /^No intervals: not every game has a prompt id/],
  ['onePrompt', /^No intervals: all games share one prompt/],
  ['tooFew', /^No intervals: only (?<a>\d+) (?:prompt|game)s?; at [\d.]+ % at least (?<b>\d+) are needed/],
  ['fewPrompts', /^Only (?<a>\d+) prompts: intervals are (?:widened|likely too narrow)/],
  ['limitFewPrompts', /^No interval for (?<a>.*): games on fewer than (?<b>\d+) prompts\.$/],
  ['limitFewGames', /^No interval for (?<a>.*): fewer than (?<b>\d+) games\.$/],
  ['limitUnplaced', /^No interval for (?<a>.*): too many resamples do not place them/],
  ['limitNoSpread', /^No interval for (?<a>.*): resamples do not differ\.$/],
  ['limitNoUpper', /^No upper limit for (?<a>.*): too many resamples set none\.$/],
  ['limitNoLower', /^No lower limit for (?<a>.*): too many resamples set none\.$/],
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
