import type { VerdictProbabilities } from './decision.ts';

/** Log-odds per quality point: a gap of 2 is won 77 % of the time, a gap of 5 95 %. Chosen to look plausible, not measured. */
const LOG_ODDS_PER_POINT = 0.6;
/** Chance of a tie at equal quality, and the gap at which it has fallen to 1/e of that. */
const TIE_AT_EQUAL_QUALITY = 0.35;
const TIE_WIDTH = 1.2;

/** Bradley–Terry chances from the gap of two qualities, with ties near equality and a lean to the position shown first. */
export function verdictProbabilities(shown: {
  firstQuality: number;
  secondQuality: number;
  firstBias: number;
}): VerdictProbabilities {
  const gap = shown.firstQuality - shown.secondQuality;
  const tie = TIE_AT_EQUAL_QUALITY * Math.exp(-((gap / TIE_WIDTH) ** 2));
  const lean = Math.log((0.5 + shown.firstBias) / (0.5 - shown.firstBias));
  const firstWins = 1 / (1 + Math.exp(-(LOG_ODDS_PER_POINT * gap + lean)));
  return { A: (1 - tie) * firstWins, B: (1 - tie) * (1 - firstWins), tie };
}
