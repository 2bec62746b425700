import { strongBlocks, takesFrom, type WinGraph } from './win-graph.ts';

/** What is said of a contestant that keeps maximum likelihood from having a finite answer. */
export const DOMINANCE = {
  winsAll: 'wins every game',
  losesAll: 'loses every game',
  blockWinsAll: 'is in a block that wins every game against the others',
  blockLosesAll: 'is in a block that loses every game against the others',
} as const;

/**
 * Names the contestants on top and at the bottom of a win graph that is not strongly connected: per index a text of `DOMINANCE`,
 * or null for those in between. In a strongly connected graph all are null. O(size²).
 */
export function dominance(graph: WinGraph): (string | null)[] {
  const { size } = graph;
  const texts = new Array<string | null>(size).fill(null);
  const blocks = strongBlocks(graph);
  if (blocks.length < 2) return texts;
  for (const block of blocks) {
    const inside = new Set(block);
    const others = Array.from({ length: size }, (_, index) => index).filter((index) => !inside.has(index));
    const gives = block.some((member) => others.some((other) => takesFrom(graph, other, member)));
    const takes = block.some((member) => others.some((other) => takesFrom(graph, member, other)));
    for (const member of block) {
      if (!gives) texts[member] = block.length === 1 ? DOMINANCE.winsAll : DOMINANCE.blockWinsAll;
      else if (!takes) texts[member] = block.length === 1 ? DOMINANCE.losesAll : DOMINANCE.blockLosesAll;
    }
  }
  return texts;
}
