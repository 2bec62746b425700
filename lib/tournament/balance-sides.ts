import { eulerianOrientation } from './eulerian-orientation.ts';
import type { PlannedMatch } from './planned-match.ts';
import { seededOrder } from './seeded-order.ts';

/** Two contestants (by index, `low` < `high`) and the number of matches they play in the run. */
interface Pair {
  readonly low: number;
  readonly high: number;
  games: number;
  /** Whether `low` is shown first in the next match. */
  lowFirst: boolean;
}

/**
 * Fills in `first` of every match, so that over all of them shown first and shown second differ by at most 1 for every contestant,
 * and likewise for each of the two in every pair, whoever has no answer to what.
 *
 * The two of a pair take turns, in the order of the list. That leaves one odd match for a pair that meets an odd number of times;
 * who gets it is an Eulerian orientation of the graph of those pairs, which is even for everyone. The list must be in an order that
 * does not depend on the caller's; O(matches + pairs · log pairs).
 */
export function balanceSides(matches: readonly PlannedMatch[], seed: string): void {
  const { pairs, pairOf, firstIsLow } = collectPairs(matches, seed);
  for (const remainder of [0, 1]) {
    orient(pairs.filter(({ games }) => games % 2 === remainder));
  }
  for (const [index, match] of matches.entries()) {
    const pair = pairs[pairOf[index]!]!;
    match.first = pair.lowFirst === (firstIsLow[index] === 1) ? 'a' : 'b';
    pair.lowFirst = !pair.lowFirst;
  }
}

interface CollectedPairs {
  readonly pairs: Pair[];
  /** For each match: the index of its pair, and 1 when `a` is the pair's `low`. */
  readonly pairOf: Int32Array;
  readonly firstIsLow: Uint8Array;
}

/** Contestants are numbered in a seeded order, so that nothing below depends on the alphabet or on who was listed first. */
function collectPairs(matches: readonly PlannedMatch[], seed: string): CollectedPairs {
  const names = new Set<string>();
  for (const { a, b } of matches) names.add(a!).add(b!);
  const indexOf = new Map(seededOrder([...names], ['sides', seed]).map((name, index) => [name, index]));
  const pairAt = new Map<number, number>();
  const pairs: Pair[] = [];
  const pairOf = new Int32Array(matches.length);
  const firstIsLow = new Uint8Array(matches.length);
  for (const [index, match] of matches.entries()) {
    const a = indexOf.get(match.a!)!;
    const b = indexOf.get(match.b!)!;
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    let pair = pairAt.get(low * names.size + high);
    if (pair === undefined) {
      pair = pairs.push({ low, high, games: 0, lowFirst: true }) - 1;
      pairAt.set(low * names.size + high, pair);
    }
    pairs[pair]!.games++;
    pairOf[index] = pair;
    firstIsLow[index] = a < b ? 1 : 0;
  }
  return { pairs, pairOf, firstIsLow };
}

/** Decides who is shown first when a pair first meets. */
function orient(pairs: readonly Pair[]): void {
  const sorted = pairs.toSorted((one, other) => one.low - other.low || one.high - other.high);
  const forward = eulerianOrientation({
    vertexCount: sorted.reduce((count, { high }) => Math.max(count, high + 1), 0),
    from: Int32Array.from(sorted, ({ low }) => low),
    to: Int32Array.from(sorted, ({ high }) => high),
  });
  for (const [index, pair] of sorted.entries()) pair.lowFirst = forward[index] === 1;
}
