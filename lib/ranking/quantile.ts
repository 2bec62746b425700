/**
 * Quantile of numbers that are sorted in ascending order, with linear interpolation: type 7 of Hyndman and Fan, "Sample
 * quantiles in statistical packages" (1996). `quantile([1, 2, 3], 0.25)` is 1.5.
 *
 * @param probability in [0, 1].
 * @throws RangeError when there are no numbers.
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) throw new RangeError('A quantile needs at least one number.');
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}
