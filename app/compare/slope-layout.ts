/**
 * Heights of labels that belong at `wanted` and must stand `gap` apart, in the same order: each cluster of labels that would
 * overlap is spread around its own middle. (Pool adjacent violators, as in isotonic regression.)
 */
export function spreadLabels(wanted: readonly number[], gap: number): number[] {
  const order = wanted
    .map((_, index) => index)
    .sort((left, right) => (wanted[left] as number) - (wanted[right] as number));
  const pools: { sum: number; members: number[] }[] = [];
  for (const [place, index] of order.entries()) {
    pools.push({ sum: (wanted[index] as number) - place * gap, members: [index] });
    while (pools.length > 1) {
      const [before, last] = pools.slice(-2) as [(typeof pools)[number], (typeof pools)[number]];
      if (before.sum / before.members.length <= last.sum / last.members.length) break;
      pools.splice(-2, 2, { sum: before.sum + last.sum, members: [...before.members, ...last.members] });
    }
  }
  const placed = new Array<number>(wanted.length);
  let place = 0;
  for (const { sum, members } of pools) {
    for (const index of members) placed[index] = sum / members.length + place++ * gap;
  }
  return placed;
}
