import type { Rated } from './rated.ts';
import { CENTER } from './rating-scale.ts';

/**
 * Ratings on an unchanged scale: in every group that holds some of the named contestants, theirs has the mean 1000, not the mean of
 * all; a group without them stays as it is. All of a group, resamples included, move by the same number of points, so gaps and
 * the widths of intervals stay. O(contestants · rounds).
 *
 * @param groups indexes of the contestants that are joined by games.
 * @param names indexes of those whose mean is 1000.
 */
export function centred(
  rated: Rated,
  { groups, names }: { groups: readonly (readonly number[])[]; names: ReadonlySet<number> },
): Rated {
  const ratings = Float64Array.from(rated.ratings);
  const sample = rated.sample && { ...rated.sample, ratings: Float64Array.from(rated.sample.ratings) };
  for (const members of groups) {
    const named = members.filter((contestant) => names.has(contestant));
    if (named.length === 0) continue;
    const mean = named.reduce((sum, contestant) => sum + rated.ratings[contestant]!, 0) / named.length;
    for (const contestant of members) {
      ratings[contestant]! += CENTER - mean;
      if (sample === null) continue;
      const from = contestant * sample.rounds;
      for (let round = 0; round < sample.rounds; round++) sample.ratings[from + round]! += CENTER - mean;
    }
  }
  return { ...rated, ratings, sample };
}
