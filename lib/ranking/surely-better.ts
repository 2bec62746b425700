import type { Evidence } from './evidence.ts';
import { intervalTail } from './interval-tail.ts';
import { type RatingSample, ratingsOf } from './rating-sample.ts';
import { reachability } from './reachability.ts';
import type { WinGraph } from './win-graph.ts';

/**
 * Who is surely better than whom: rated higher in so many rounds that the interval of the *difference* lies above 0, both with
 * enough clusters for an interval, and by points taken along some chain. Without such a chain nothing limits the difference from
 * below, and only the prior puts one above the other. Overlap of two intervals would be a weaker test, as it ignores what the two
 * share. Compare Goldstein and Spiegelhalter, "League tables and their limitations" (1996). O(contestants² · (rounds + contestants)).
 *
 * @param input `level` of the intervals of differences.
 * @returns size × size, row-major: 1 where the row is surely better than the column.
 */
export function surelyBetter(input: {
  graph: WinGraph;
  sample: RatingSample;
  evidence: Evidence;
  level: number;
}): Uint8Array {
  const { graph, sample, evidence, level } = input;
  const { size, rounds } = sample;
  const { reaches } = reachability(graph);
  const better = new Uint8Array(size * size);
  for (let left = 0; left < size; left++) {
    for (let right = left + 1; right < size; right++) {
      const clusters = Math.min(evidence.clusterCounts[left]!, evidence.clusterCounts[right]!);
      if (clusters < evidence.minimum) continue;
      const needed = (1 - intervalTail({ level, clusters })) * rounds;
      const { higher, lower } = roundsWon(sample, left, right);
      const cell = left * size + right;
      const mirrored = right * size + left;
      if (higher >= needed) better[cell] = reaches[cell]!;
      else if (lower >= needed) better[mirrored] = reaches[mirrored]!;
    }
  }
  return better;
}

/** Rounds in which the left one is rated higher than the right one, and lower; rounds that do not compare them are neither. */
function roundsWon(sample: RatingSample, left: number, right: number): { higher: number; lower: number } {
  const { size, chained } = sample;
  const [leftRatings, rightRatings] = [ratingsOf(sample, left), ratingsOf(sample, right)];
  let higher = chained[left * size + right]!;
  let lower = chained[right * size + left]!;
  for (let round = 0; round < leftRatings.length; round++) {
    higher += Number(leftRatings[round]! > rightRatings[round]!);
    lower += Number(leftRatings[round]! < rightRatings[round]!);
  }
  return { higher, lower };
}
