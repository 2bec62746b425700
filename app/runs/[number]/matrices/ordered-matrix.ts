import type { PairMatrix } from '#lib/ranking/pair-matrix.ts';

/** The matrix with the best contestants first, as on the leaderboard; who is on none comes last. */
export function orderedMatrix(matrix: PairMatrix, bestFirst: readonly string[]): PairMatrix {
  const place = new Map(bestFirst.map((name, index) => [name, index]));
  const placeOf = (index: number) => place.get(matrix.contestants[index] ?? '') ?? bestFirst.length + index;
  const order = matrix.contestants.map((_, index) => index).sort((left, right) => placeOf(left) - placeOf(right));
  const sorted = <Value>(rows: readonly (readonly Value[])[]) =>
    order.map((row) => order.map((column) => rows[row]?.[column] as Value));
  return {
    contestants: order.map((index) => matrix.contestants[index] as string),
    winRate: sorted(matrix.winRate),
    games: sorted(matrix.games),
  };
}
