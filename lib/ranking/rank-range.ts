import { comparableRating } from './rating-scale.ts';

/** Ranks that the games leave open for one contestant; 1 is best. */
export interface RankRange {
  readonly rank: number;
  /** Best rank: 1 + the number of contestants that are surely better. */
  readonly rankLower: number | null;
  /** Worst rank: the number of contestants minus those that are surely worse. */
  readonly rankUpper: number | null;
}

/**
 * Rank of each contestant, 1 + the number rated above it, and the range that the sure comparisons leave open: all ranks where
 * nothing is sure. O(contestants²).
 *
 * @param input `surelyBetter`: size × size, row-major, 1 where the row is surely better than the column (see `surelyBetter`);
 * null where nobody asked: the ranges are null.
 */
export function rankRanges(input: { ratings: ArrayLike<number>; surelyBetter: Uint8Array | null }): RankRange[] {
  const { surelyBetter } = input;
  const ratings = Array.from(input.ratings, comparableRating);
  const size = ratings.length;
  const ranks = ratings.map((own) => 1 + ratings.filter((other) => other > own).length);
  if (surelyBetter === null) return ranks.map((rank) => ({ rank, rankLower: null, rankUpper: null }));
  return ranks.map((rank, contestant) => {
    let above = 0;
    let below = 0;
    for (let other = 0; other < size; other++) {
      above += surelyBetter[other * size + contestant]!;
      below += surelyBetter[contestant * size + other]!;
    }
    return { rank, rankLower: Math.min(rank, 1 + above), rankUpper: Math.max(rank, size - below) };
  });
}
