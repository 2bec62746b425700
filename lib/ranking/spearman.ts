import { averageRanks } from './average-ranks.ts';

/**
 * Spearman's rank correlation of two lists of values for the same things, in [−1, 1]: Pearson's correlation of their average
 * ranks, which is right with ties too. Spearman, "The proof and measurement of association between two things" (1904). Null when
 * all values of a list are equal.
 *
 * @throws RangeError when the lists differ in length, hold fewer than two values, or one that is not finite.
 */
export function spearman(left: ArrayLike<number>, right: ArrayLike<number>): number | null {
  if (left.length !== right.length) {
    throw new RangeError(`Rank correlation needs two lists of one length; got ${left.length} and ${right.length}.`);
  }
  if (left.length < 2) throw new RangeError(`Rank correlation needs at least two values; got ${left.length}.`);
  return pearson(averageRanks(left), averageRanks(right));
}

function pearson(left: Float64Array, right: Float64Array): number | null {
  const middle = (left.length + 1) / 2;
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let index = 0; index < left.length; index++) {
    const x = left[index]! - middle;
    const y = right[index]! - middle;
    product += x * y;
    leftSquares += x * x;
    rightSquares += y * y;
  }
  if (leftSquares === 0 || rightSquares === 0) return null;
  return product / Math.sqrt(leftSquares * rightSquares);
}
