import { leagueCount } from './league.ts';
import { pairedMatch } from './paired-match.ts';
import type { PlannedMatch } from './planned-match.ts';
import type { PromptEntrants } from './schedule-input.ts';
import { seededOrder } from './seeded-order.ts';

/** Matches on one prompt: `pairsPerPrompt`, by default n − 1 (what a knockout costs); none for fewer than two contestants. */
export function randomPairCount(contestants: number, pairsPerPrompt: number | undefined): number {
  return contestants < 2 ? 0 : (pairsPerPrompt ?? contestants - 1);
}

/**
 * Random pairs on one prompt. Contestants take shuffled places of a round-robin table, and its pairs are played from the start:
 * every pair is equally likely, none repeats before all have met (then `replicate` counts up), and appearances on the prompt differ
 * by at most 1 (by 2 for an odd number of contestants when the last round of the table is cut short).
 */
export function randomMatches(
  { promptKey, contestants }: PromptEntrants,
  { seed, pairsPerPrompt }: { seed: string; pairsPerPrompt: number | undefined },
): PlannedMatch[] {
  const places = seededOrder(contestants, ['random-pairs', seed, promptKey]);
  const pairs = leagueCount(places.length);
  return Array.from({ length: randomPairCount(places.length, pairsPerPrompt) }, (_, slot) => {
    const [one, other] = roundRobinPair(places.length, slot % pairs);
    return pairedMatch({
      promptKey,
      slot,
      replicate: Math.floor(slot / pairs),
      contestants: [places[one]!, places[other]!],
    });
  });
}

/**
 * The places of the pair with this index (from 0) in a round-robin table by the circle method, listed round after round. In round
 * r places r − t and r + t meet, modulo the odd number m of places on the circle; place r meets the odd one out, if there is one.
 */
function roundRobinPair(contestants: number, index: number): [number, number] {
  const isEven = contestants % 2 === 0;
  const circle = isEven ? contestants - 1 : contestants;
  const pairsPerRound = Math.floor(contestants / 2);
  const round = Math.floor(index / pairsPerRound);
  const distance = (index % pairsPerRound) + (isEven ? 0 : 1);
  if (distance === 0) return [round, contestants - 1];
  return [(round - distance + circle) % circle, (round + distance) % circle];
}
