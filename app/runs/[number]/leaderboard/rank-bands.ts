import type { Rating } from '#lib/ranking/rank-games.ts';

type Ranked = Pick<Rating, 'contestant' | 'rank' | 'rankLower' | 'rankUpper'>;

/** Where a row stands in its bracket. */
export type BracketPart = 'first' | 'inner' | 'last';

/**
 * Contestants whose rank ranges overlap, directly or through others, best first: no rank range reaches from one band into
 * the next. None where there are no ranks or no ranges.
 */
export function rankBands(ratings: readonly Ranked[]): string[][] {
  if (ratings.some(({ rank }) => rank === null) || ratings.every(({ rankUpper }) => rankUpper === null)) return [];
  const ranges = ratings.map(({ rankLower, rankUpper }) => ({ from: rankLower ?? 1, to: rankUpper ?? ratings.length }));
  const bands: string[][] = [];
  let open = 0;
  ratings.forEach(({ contestant }, index) => {
    if (index >= open && ranges.slice(index).every(({ from }) => from > index)) bands.push([]);
    bands.at(-1)?.push(contestant);
    open = Math.max(open, ranges[index]?.to ?? 0);
  });
  return bands;
}

/** The bracket beside each row of a table, whose rows are in the order of rank; a contestant alone has none. */
export function brackets(bands: readonly string[][]): Map<string, BracketPart> {
  return new Map(
    bands
      .filter((band) => band.length > 1)
      .flatMap((band) =>
        band.map(
          (name, index) => [name, index === 0 ? 'first' : index === band.length - 1 ? 'last' : 'inner'] as const,
        ),
      ),
  );
}
