import { blockOf, type Reachability, reachability } from './reachability.ts';
import type { WinGraph } from './win-graph.ts';

/**
 * On which sides games leave the place of each contestant of a group without a limit. The likelihood rises without end as a
 * contestant moves away from those that never took a point from it, directly or along a chain: its maximum is infinite on that
 * side (Ford, 1957). Somebody without games, or that no chain joins to the others, is open on both sides.
 */
export interface Placement {
  /** Contestants that the others are placed against, by index within the group. */
  readonly frame: readonly number[];
  /** 1 where a contestant has no upper limit, by index within the group. */
  readonly openAbove: Uint8Array;
  /** 1 where a contestant has no lower limit. */
  readonly openBelow: Uint8Array;
  readonly reach: Reachability;
}

/**
 * The contestants that the ratings of a group are measured against: the largest block of those with enough clusters within which
 * every difference is finite. Where no two are in one block, all with enough clusters. Of equal blocks the first. O(size³).
 *
 * @param hasEnough by index within the group: whether a contestant has the clusters that an interval takes.
 */
export function referenceOf(graph: WinGraph, hasEnough: readonly boolean[]): number[] {
  const reach = reachability(graph);
  const enough = hasEnough.flatMap((is, contestant) => (is ? [contestant] : []));
  let largest: number[] = [];
  for (const contestant of enough) {
    const block = blockOf(reach, contestant).filter((member) => hasEnough[member]);
    if (block.length > largest.length) largest = block;
  }
  return largest.length < 2 ? enough : largest;
}

/**
 * Places the contestants of a group against the reference: against the block that holds more than half of it where there is one,
 * else against all of it. O(size³).
 *
 * @param reference indexes within the group, see `referenceOf`.
 */
export function placement(graph: WinGraph, reference: readonly number[]): Placement {
  const reach = reachability(graph);
  const frame = majorityBlock(reach, reference) ?? reference;
  const { size, reaches } = reach;
  const openAbove = new Uint8Array(size);
  const openBelow = new Uint8Array(size);
  for (let contestant = 0; contestant < size; contestant++) {
    for (const member of frame) {
      if (reaches[member * size + contestant] === 0) openAbove[contestant] = 1;
      if (reaches[contestant * size + member] === 0) openBelow[contestant] = 1;
    }
  }
  return { frame, openAbove, openBelow, reach };
}

function majorityBlock(reach: Reachability, reference: readonly number[]): number[] | null {
  const isReference = new Set(reference);
  for (const contestant of reference) {
    const block = blockOf(reach, contestant).filter((member) => isReference.has(member));
    if (2 * block.length > reference.length) return block;
  }
  return null;
}

/** Whether a contestant is open on both sides: nothing says where it stands. */
export function isUnplaced({ openAbove, openBelow }: Placement, contestant: number): boolean {
  return openAbove[contestant] === 1 && openBelow[contestant] === 1;
}
