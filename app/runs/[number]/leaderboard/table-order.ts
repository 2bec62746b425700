import type { Rating } from '#lib/ranking/rank-games.ts';

export const COLUMNS = ['rank', 'contestant', 'rating', 'wins', 'losses', 'ties', 'games'] as const;
export type Column = (typeof COLUMNS)[number];

/** The ratings in the order of a column. By rank they stay as the ranking listed them: group by group, best first. */
export function sorted(ratings: readonly Rating[], by: { column: Column; ascending: boolean }): Rating[] {
  const { column, ascending } = by;
  if (column === 'rank') return ascending ? [...ratings] : ratings.toReversed();
  const sign = ascending ? 1 : -1;
  return ratings.toSorted((left, right) => {
    if (column === 'contestant') return sign * left.contestant.localeCompare(right.contestant);
    const [own, other] = [left[column], right[column]];
    // What is unknown is neither high nor low.
    if (own === null || other === null) return Number(own === null) - Number(other === null);
    return sign * (own - other);
  });
}
