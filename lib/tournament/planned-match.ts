/** The contestants of a match are its `a` and its `b`; neither letter says who is shown first. */
export type Side = 'a' | 'b';

/** Where the winner of a bracket match goes: the match of the same prompt with this round and slot, and the side it takes there. */
export interface Feed {
  readonly round: number;
  readonly slot: number;
  readonly side: Side;
}

/** A comparison of two contestants on one prompt that is to be made. Contestants are named, prompts go by key. */
export interface PlannedMatch {
  promptKey: string;
  /** From 1; the final has the highest. Always 1 in a schedule without brackets. */
  round: number;
  /** From 0, unique within prompt and round. In a bracket: the place counted from the left, with gaps where there are byes. */
  slot: number;
  /** 0; counts up when the same pair meets again on the same prompt. */
  replicate: number;
  /** Null until the match that feeds this side is over. */
  a: string | null;
  b: string | null;
  /** Null in a final and in a schedule without brackets. */
  feeds: Feed | null;
  /** Who is shown first when a match is judged in one order; null while an entrant is unknown. */
  first: Side | null;
}
