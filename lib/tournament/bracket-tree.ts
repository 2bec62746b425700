import type { Side } from './planned-match.ts';

/** What a tree needs to know of a bracket match. */
export interface BracketMatch {
  readonly round: number;
  readonly slot: number;
  readonly a: string | null;
  readonly b: string | null;
}

/** A place in a bracket: a match that two others lead to, or a contestant that enters here. */
export type BracketNode<Match extends BracketMatch> =
  | { readonly kind: 'match'; readonly match: Match; readonly children: readonly BracketNode<Match>[] }
  | { readonly kind: 'entrant'; readonly contestant: string | null; readonly round: number; readonly side: Side };

/**
 * The matches of one prompt as a tree with the final as its root, side a above side b. A side that no match feeds is where its
 * contestant enters: in round 1, or in round 2 after a bye.
 *
 * @returns null without matches.
 */
export function bracketTree<Match extends BracketMatch>(matches: readonly Match[]): BracketNode<Match> | null {
  const byPlace = new Map(matches.map((match) => [`${match.round}/${match.slot}`, match]));
  const node = (match: Match): BracketNode<Match> => ({
    kind: 'match',
    match,
    children: (['a', 'b'] as const).map((side) => {
      const feeder = byPlace.get(`${match.round - 1}/${2 * match.slot + (side === 'a' ? 0 : 1)}`);
      return feeder ? node(feeder) : { kind: 'entrant', contestant: match[side], round: match.round, side };
    }),
  });
  const final = matches.toSorted((left, right) => right.round - left.round)[0];
  return final ? node(final) : null;
}
