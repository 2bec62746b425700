/** A match from the side of one contestant. */
export interface PlayedMatch {
  id: string;
  promptKey: string;
  category: string | null;
  opponent: string;
  /** Mean over its usable judgements, 0 to 1. */
  score: number;
  /** As in the match, from this contestant's side. */
  result: 'won' | 'lost' | 'tied' | 'inconsistent';
  /** Each answer was shown first once. */
  bothOrders: boolean;
}

/** A lost match, with how surprising it was. */
export interface Loss extends PlayedMatch {
  /** P(win) that the two ratings gave; null without ratings. */
  expected: number | null;
  opponentRating: number | null;
}

/**
 * The matches a contestant lost that its rating says it should have won, most surprising first: by P(win) = 1 / (1 + 10^(−d/400))
 * of the rating difference d, then those that lost in both orders before those judged once, then by prompt.
 *
 * @param input `ratings` by contestant, on the 400·log10 scale
 */
export function worstLosses(input: {
  matches: readonly PlayedMatch[];
  contestant: string;
  ratings: ReadonlyMap<string, number>;
  limit: number;
}): Loss[] {
  const own = input.ratings.get(input.contestant);
  return input.matches
    .filter((match) => match.result === 'lost')
    .map((match) => {
      const opponentRating = input.ratings.get(match.opponent) ?? null;
      const expected =
        own === undefined || opponentRating === null ? null : 1 / (1 + 10 ** ((opponentRating - own) / 400));
      return { ...match, expected, opponentRating };
    })
    .sort(
      (left, right) =>
        (right.expected ?? -1) - (left.expected ?? -1) ||
        Number(right.bothOrders) - Number(left.bothOrders) ||
        (left.promptKey < right.promptKey ? -1 : 1),
    )
    .slice(0, input.limit);
}
