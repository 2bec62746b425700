import type { PromptEntrants } from './schedule-input.ts';
import { seededHash } from './seeded-order.ts';

/** One game that was played on a prompt before the round that is to be paired. */
export interface SwissGame {
  readonly a: string;
  readonly b: string;
  /** Points of a in [0, 1]; b took the rest. A match without a verdict gives half to each. */
  readonly points: number;
}

/** Two contestants that meet, and nobody else twice. */
export type SwissPair = readonly [string, string];

/** Rounds after which a Swiss tournament of n costs at most a match more than a knockout: 2, and 1 for two contestants. */
export function defaultSwissRounds(contestants: number): number {
  if (contestants < 2) return 0;
  return contestants === 2 ? 1 : 2;
}

/** Matches of one round: everybody meets somebody, and of an odd number one contestant rests. */
export function swissRoundCount(contestants: number): number {
  return Math.floor(contestants / 2);
}

/**
 * The pairs of the next round of a Swiss tournament on one prompt: contestants are sorted by points, equals by a hash of seed,
 * prompt and round, and each meets the nearest below it that it has not met yet, so that the others are left with such partners, too. Of an odd number the lowest that has not
 * rested rests, without points. A pure function of what was played: the order of the games makes no difference.
 *
 * When that is impossible, whoever has nobody unmet left meets the nearest again.
 */
export function swissPairs(
  { promptKey, contestants }: PromptEntrants,
  { seed, round, games }: { seed: string; round: number; games: readonly SwissGame[] },
): SwissPair[] {
  const points = new Map(contestants.map((name) => [name, 0]));
  const played = new Map(contestants.map((name) => [name, new Set<string>()]));
  for (const { a, b, points: ofA } of games) {
    points.set(a, (points.get(a) ?? 0) + ofA);
    points.set(b, (points.get(b) ?? 0) + 1 - ofA);
    played.get(a)?.add(b);
    played.get(b)?.add(a);
  }
  const luck = new Map(contestants.map((name) => [name, seededHash(['swiss', seed, promptKey, String(round), name])]));
  const standing = [...contestants].sort((left, right) => {
    const gap = (points.get(right) as number) - (points.get(left) as number);
    if (Math.abs(gap) > 1e-9) return gap;
    return (luck.get(left) as string) < (luck.get(right) as string) ? -1 : 1;
  });
  return pairDown(withoutRester(standing, { round, played }), played);
}

function withoutRester(
  standing: readonly string[],
  { round, played }: { round: number; played: ReadonlyMap<string, ReadonlySet<string>> },
): string[] {
  if (standing.length % 2 === 0) return [...standing];
  const restsSoFar = (name: string) => round - 1 - (played.get(name)?.size ?? 0);
  const fewest = Math.min(...standing.map(restsSoFar));
  const rester = standing.findLast((name) => restsSoFar(name) === fewest);
  return standing.filter((name) => name !== rester);
}

/** Beyond so many tries a field is taken to have no pairing without a repetition: some fields take exponentially many to be sure. */
const MOST_TRIES = 10_000;

function pairDown(standing: readonly string[], played: ReadonlyMap<string, ReadonlySet<string>>): SwissPair[] {
  return pairUnmet(standing, { played, tries: { left: MOST_TRIES } }) ?? pairNearest(standing, played);
}

/** Pairs everybody with somebody it has not met, the nearest that leaves the others such a partner, too; null when there is none. */
function pairUnmet(
  [one, ...rest]: readonly string[],
  search: { played: ReadonlyMap<string, ReadonlySet<string>>; tries: { left: number } },
): SwissPair[] | null {
  if (one === undefined) return [];
  for (const other of rest) {
    if (search.played.get(one)?.has(other)) continue;
    search.tries.left -= 1;
    if (search.tries.left < 0) return null;
    const others = pairUnmet(
      rest.filter((name) => name !== other),
      search,
    );
    if (others) return [[one, other], ...others];
  }
  return null;
}

function pairNearest(standing: readonly string[], played: ReadonlyMap<string, ReadonlySet<string>>): SwissPair[] {
  const left = [...standing];
  const pairs: SwissPair[] = [];
  while (left.length > 1) {
    const one = left.shift() as string;
    const unmet = left.findIndex((name) => !played.get(one)?.has(name));
    const [other] = left.splice(Math.max(0, unmet), 1);
    pairs.push([one, other as string]);
  }
  return pairs;
}
