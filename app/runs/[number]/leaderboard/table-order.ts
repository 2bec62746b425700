import type { Rating } from '#lib/ranking/rank-games.ts';

export const COLUMNS = ['rank', 'contestant', 'rating', 'wins', 'losses', 'ties', 'games'] as const;
export type Column = (typeof COLUMNS)[number];

/** The ratings in the order of a column. By rank they stay as the ranking listed them: group by group, best first. */
export function sorted(ratings: readonly Rating[], by: { column: Column; ascending: boolean }): Rating[] {
  const { column, ascending } = by;
  if (column === 'rank') return ascending ? [...ratings] : ratings.toReversed();
  const compare = (left: Rating, right: Rating) => {
    if (column === 'contestant') return left.contestant.localeCompare(right.contestant);
    return (left[column] ?? Number.NEGATIVE_INFINITY) - (right[column] ?? Number.NEGATIVE_INFINITY);
  };
  const ordered = ratings.toSorted(compare);
  return ascending ? ordered : ordered.toReversed();
}

/** Numbers the rows by band: contestants with the same best possible rank cannot be told apart, and look so. */
export function withBands(ratings: readonly Rating[]): { rating: Rating; band: number }[] {
  let band = 0;
  return ratings.map((rating, index) => {
    const before = ratings[index - 1];
    if (before && before.rankLower !== rating.rankLower) band += 1;
    return { rating, band };
  });
}
