/** How two judges, or one judge on two days, saw the same matches. Shares are from 0 to 1. */
export interface Agreement {
  /** Matches that both decided: one is better, or a tie. */
  matches: number;
  agreed: number;
  share: number;
  /** 1: always the same verdict; 0: no more often than by chance. Null when chance alone would make them agree always. */
  kappa: number | null;
}

export type DecidedVerdict = 'a' | 'b' | 'tie';

/**
 * Agreement on verdicts, with Cohen's κ: "A coefficient of agreement for nominal scales" (1960).
 *
 * Which contestant is a and which is b says nothing, so each match counts once each way round, ½ each: κ is the same whatever
 * the contestants are called. Chance agreement is then 2·w₁·w₂ + t₁·t₂, with w half the share of decided verdicts and t that of ties.
 *
 * @returns null without matches
 */
export function verdictAgreement(pairs: readonly (readonly [DecidedVerdict, DecidedVerdict])[]): Agreement | null {
  const matches = pairs.length;
  if (matches === 0) return null;
  const agreed = pairs.filter(([first, second]) => first === second).length;
  const ties = [0, 1].map((side) => pairs.filter((pair) => pair[side] === 'tie').length / matches) as [number, number];
  const chance = ((1 - ties[0]) * (1 - ties[1])) / 2 + ties[0] * ties[1];
  const share = agreed / matches;
  return { matches, agreed, share, kappa: chance === 1 ? null : (share - chance) / (1 - chance) };
}
