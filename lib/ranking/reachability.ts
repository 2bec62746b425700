import { takesFrom, type WinGraph } from './win-graph.ts';

/** Who took points from whom, directly or along a chain of contestants. */
export interface Reachability {
  readonly size: number;
  /** 1 at `from · size + to` where `from` took points from `to` along some chain; 1 on the diagonal. */
  readonly reaches: Uint8Array;
}

/** The transitive closure of a win graph: Warshall, "A theorem on Boolean matrices" (1962). O(size³). */
export function reachability(graph: WinGraph): Reachability {
  const { size } = graph;
  const reaches = new Uint8Array(size * size);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) reaches[from * size + to] = Number(from === to || takesFrom(graph, from, to));
  }
  for (let through = 0; through < size; through++) {
    for (let from = 0; from < size; from++) {
      if (reaches[from * size + through] === 0) continue;
      for (let to = 0; to < size; to++) reaches[from * size + to]! |= reaches[through * size + to]!;
    }
  }
  return { size, reaches };
}

/** The contestants that lead to `contestant` and back: its strongly connected block, ascending. O(size). */
export function blockOf({ size, reaches }: Reachability, contestant: number): number[] {
  const block: number[] = [];
  for (let other = 0; other < size; other++) {
    if (reaches[contestant * size + other]! & reaches[other * size + contestant]!) block.push(other);
  }
  return block;
}
