import { type RatingSample, ratingsOf } from './rating-sample.ts';

const DIGITS = 1e4;

/**
 * For each two contestants the share of resamples in which the row is rated above the column, equal ratings counting one half: the
 * bootstrap's answer to "how likely is it better?". To 4 digits, more than 1,000 resamples can tell; null where no resample compares
 * the two. Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), ch. 13.
 *
 * @param order indexes of contestants: rows and columns stand in this order.
 */
export function betterProbabilities(sample: RatingSample, order: readonly number[]): (number | null)[][] {
  return order.map((row) => order.map((column) => (row === column ? null : shareAbove(sample, row, column))));
}

function shareAbove(sample: RatingSample, row: number, column: number): number | null {
  const [rows, columns] = [ratingsOf(sample, row), ratingsOf(sample, column)];
  let above = sample.chained[row * sample.size + column] as number;
  let compared = above + (sample.chained[column * sample.size + row] as number);
  for (let round = 0; round < rows.length; round++) {
    const gap = (rows[round] as number) - (columns[round] as number);
    if (Number.isNaN(gap)) continue;
    compared += 1;
    if (gap > 0) above += 1;
    else if (gap === 0) above += 0.5;
  }
  return compared === 0 ? null : Math.round((above / compared) * DIGITS) / DIGITS;
}
