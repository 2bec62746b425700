import type { PlannedMatch } from './planned-match.ts';

/** Two contestants on a prompt, in either order. */
export interface Pairing {
  readonly promptKey: string;
  readonly slot: number;
  readonly replicate: number;
  readonly contestants: readonly [string, string];
}

/** A match outside brackets: `a` is the contestant whose name sorts first; who is shown first is left open. */
export function pairedMatch({ promptKey, slot, replicate, contestants: [one, other] }: Pairing): PlannedMatch {
  const ordered = one < other;
  const a = ordered ? one : other;
  const b = ordered ? other : one;
  return { promptKey, round: 1, slot, replicate, a, b, feeds: null, first: null };
}
