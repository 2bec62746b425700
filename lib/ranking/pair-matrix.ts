import type { GameTable } from './game-table.ts';
import { pairCounts } from './pair-counts.ts';

/** Who took how much from whom, as it was counted, without a model. Rows and columns are `contestants`. */
export interface PairMatrix {
  readonly contestants: readonly string[];
  /** Share of the points between row and column that the row took, a tie giving half to each; null where they never met. */
  readonly winRate: readonly (readonly (number | null)[])[];
  /** Unweighted number of games between row and column. */
  readonly games: readonly (readonly number[])[];
}

/**
 * The matrix of a table of games, its contestants in the given order; those without games have empty rows. O(games + contestants²).
 *
 * @throws RangeError as `pairCounts`.
 */
export function pairMatrix(table: GameTable, order: readonly string[] = table.contestants): PairMatrix {
  const { size, points, outcomes } = pairCounts(table);
  const place = new Map(table.contestants.map((name, index) => [name, index]));
  const indexes = order.map((name) => place.get(name) ?? -1);
  const ofPairs = <Value>(value: (row: number, column: number) => Value, nothing: Value) =>
    indexes.map((row) =>
      indexes.map((column) => (row < 0 || column < 0 || row === column ? nothing : value(row, column))),
    );
  const gamesOf = (row: number, column: number) => {
    const at = (pair: number) => outcomes[pair * 3]! + outcomes[pair * 3 + 1]! + outcomes[pair * 3 + 2]!;
    return at(row * size + column) + at(column * size + row);
  };
  const shareOf = (row: number, column: number) => {
    const [own, other] = [points[row * size + column]!, points[column * size + row]!];
    return own + other === 0 ? null : own / (own + other);
  };
  return { contestants: order, winRate: ofPairs<number | null>(shareOf, null), games: ofPairs(gamesOf, 0) };
}
