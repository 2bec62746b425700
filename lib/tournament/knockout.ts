import type { Feed, PlannedMatch } from './planned-match.ts';
import type { PromptEntrants } from './schedule-input.ts';
import { seededOrder } from './seeded-order.ts';
import { firstShown } from './sides.ts';

/** A part of the bracket: the contestants that can come out of it, and the place of the match that decides it. */
interface Branch {
  readonly contestants: readonly string[];
  readonly round: number;
  readonly slot: number;
}

/** Rounds of a knockout of n contestants: ceil(log2 n), and 0 for one contestant or none. */
export function roundsOf(contestants: number): number {
  return contestants < 2 ? 0 : 32 - Math.clz32(contestants - 1);
}

/** Matches of a knockout of n contestants: everyone but the champion loses once. */
export function knockoutCount(contestants: number): number {
  return Math.max(0, contestants - 1);
}

/**
 * The bracket of one prompt, by round and slot. The contestants are shuffled, then halved again and again at floor(n / 2); a half
 * of one contestant is a bye. So byes fall in round 1 only, and on everyone equally often.
 *
 * The final has round `roundsOf(n)` and slot 0; the match at (round, slot) feeds (round + 1, floor(slot / 2)), an even slot side a.
 */
export function knockoutMatches({ promptKey, contestants }: PromptEntrants, seed: string): PlannedMatch[] {
  const shuffled = seededOrder(contestants, ['bracket', seed, promptKey]);
  const matches: PlannedMatch[] = [];
  const branches: Branch[] = [{ contestants: shuffled, round: roundsOf(shuffled.length), slot: 0 }];
  for (const branch of branches) {
    if (branch.contestants.length < 2) continue;
    const [left, right] = halves(branch);
    const a = onlyOne(left);
    const b = onlyOne(right);
    matches.push({
      promptKey,
      round: branch.round,
      slot: branch.slot,
      replicate: 0,
      a,
      b,
      feeds: branch.round === roundsOf(shuffled.length) ? null : feedOf(branch),
      first: a === null || b === null ? null : firstShown({ seed, promptKey, contestantA: a, contestantB: b }),
    });
    branches.push(left, right);
  }
  return matches.sort((one, other) => one.round - other.round || one.slot - other.slot);
}

function halves({ contestants, round, slot }: Branch): [Branch, Branch] {
  const middle = Math.floor(contestants.length / 2);
  return [
    { contestants: contestants.slice(0, middle), round: round - 1, slot: 2 * slot },
    { contestants: contestants.slice(middle), round: round - 1, slot: 2 * slot + 1 },
  ];
}

function onlyOne({ contestants }: Branch): string | null {
  return contestants.length === 1 ? contestants[0]! : null;
}

function feedOf({ round, slot }: Branch): Feed {
  return { round: round + 1, slot: Math.floor(slot / 2), side: slot % 2 === 0 ? 'a' : 'b' };
}
