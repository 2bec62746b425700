import { advanceBySeed } from './advance.ts';
import { knockoutMatches } from './knockout.ts';
import type { Side } from './planned-match.ts';
import type { PromptEntrants } from './schedule-input.ts';

/** What is known of a pair on a prompt, by contestant: its winner, or that it had none (`reason` says why). */
export type KnownResult =
  | { readonly winner: string }
  | { readonly winner: null; readonly reason: 'tie' | 'inconsistent' | 'unusable' };

/** A match of a replayed bracket. */
export interface ReplayedMatch {
  readonly round: number;
  readonly slot: number;
  /** Null where the bracket did not come so far. */
  readonly a: string | null;
  readonly b: string | null;
  /** Null: not played, as the pair is unknown or an entrant is missing. */
  readonly result: 'a' | 'b' | 'tie' | 'inconsistent' | 'unusable' | null;
  readonly advancedSide: Side | null;
}

/** A bracket as far as known results carry it. */
export interface ReplayedKnockout {
  /** By round and slot. */
  readonly matches: readonly ReplayedMatch[];
  /** Null when some match that leads to it was not played. */
  readonly champion: string | null;
}

/**
 * Draws the bracket of a prompt with a seed and plays it from results that are known already: the winner goes on, without one the
 * side that the seed prefers, exactly as in a run with this seed. A match of a pair that nobody knows is not played, nor is what
 * follows from it. One hash a contestant, and one a match without a winner.
 *
 * @throws JoustError `same-contestant`.
 */
export function replayKnockout(
  { promptKey, contestants }: PromptEntrants,
  { seed, known }: { seed: string; known: (one: string, other: string) => KnownResult | null },
): ReplayedKnockout {
  const entrants = new Map<string, string>();
  let champion = contestants.length === 1 ? contestants[0]! : null;
  const matches = knockoutMatches({ promptKey, contestants }, seed).map((planned): ReplayedMatch => {
    const a = planned.a ?? entrants.get(place(planned, 'a')) ?? null;
    const b = planned.b ?? entrants.get(place(planned, 'b')) ?? null;
    const found = a === null || b === null ? null : known(a, b);
    if (a === null || b === null || found === null) {
      return { round: planned.round, slot: planned.slot, a, b, result: null, advancedSide: null };
    }
    const result = found.winner === null ? found.reason : found.winner === a ? 'a' : 'b';
    const advancedSide =
      result === 'a' || result === 'b' ? result : advanceBySeed({ seed, promptKey, contestantA: a, contestantB: b });
    const winner = advancedSide === 'a' ? a : b;
    if (planned.feeds === null) champion = winner;
    else entrants.set(place(planned.feeds, planned.feeds.side), winner);
    return { round: planned.round, slot: planned.slot, a, b, result, advancedSide };
  });
  return { matches, champion };
}

function place({ round, slot }: { round: number; slot: number }, side: Side): string {
  return `${round}/${slot}/${side}`;
}
