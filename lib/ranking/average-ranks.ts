/**
 * The place of each value among all, 1 for the lowest; equal values share the mean of their places.
 *
 * @throws RangeError when a value is not finite.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (value, index) => {
    if (!Number.isFinite(value)) throw new RangeError(`Only finite values have ranks; value ${index + 1} is ${value}.`);
    return index;
  }).sort((left, right) => values[left]! - values[right]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let place = from; place < to; place++) ranks[order[place]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
