import type { MatchState } from '#lib/db/matches.ts';

interface Sided {
  contestantA: string | null;
  contestantB: string | null;
  state: MatchState;
}

/** What came of a match for whoever stands left. */
export type Outcome = 'won' | 'lost' | Exclude<MatchState, 'a' | 'b'>;

/** A match from one side: the given contestant left, or contestant a. */
export function sidesOf(
  { contestantA, contestantB, state }: Sided,
  contestant: string | null,
): { left: string | null; right: string | null; outcome: Outcome } {
  const isTurned = contestant !== null && contestant === contestantB;
  const [left, right] = isTurned ? [contestantB, contestantA] : [contestantA, contestantB];
  if (state !== 'a' && state !== 'b') return { left, right, outcome: state };
  return { left, right, outcome: (state === 'a') === isTurned ? 'lost' : 'won' };
}

/** How many points the winner is rated below the loser; null when it is not, or nobody won, or one has no rating. */
export function upsetGap(
  { contestantA, contestantB, state }: Sided,
  ratings: ReadonlyMap<string, number>,
): number | null {
  if (state !== 'a' && state !== 'b') return null;
  const [a, b] = [ratings.get(contestantA ?? ''), ratings.get(contestantB ?? '')];
  if (a === undefined || b === undefined) return null;
  const gap = state === 'a' ? b - a : a - b;
  return gap > 0 ? gap : null;
}
