/** Pair points as a directed graph: an edge from each contestant to everyone it took a point from (a tie gives both edges). */
export interface WinGraph {
  readonly points: Float64Array;
  readonly size: number;
}

/**
 * Whether everyone leads to everyone along points taken: exactly when maximum likelihood has a finite answer, Ford (1957).
 * O(size²).
 */
export function isStronglyConnected(graph: WinGraph): boolean {
  return reachedFromFirst(graph, takesFrom) && reachedFromFirst(graph, losesTo);
}

/** Contestants that are joined by games, whoever won. Each group lists its indexes in ascending order. O(size²). */
export function metGroups(graph: WinGraph): number[][] {
  const met = (from: number, to: number) => takesFrom(graph, from, to) || losesTo(graph, from, to);
  const seen = new Uint8Array(graph.size);
  const groups: number[][] = [];
  for (let contestant = 0; contestant < graph.size; contestant++) {
    if (seen[contestant] === 1) continue;
    const group = postOrder({ start: contestant, size: graph.size, seen, hasEdge: met });
    groups.push(group.sort((left, right) => left - right));
  }
  return groups;
}

/**
 * Strongly connected blocks: sets within which points went round in a circle. Kosaraju's algorithm (Aho, Hopcroft and Ullman,
 * "Data Structures and Algorithms", 1983, section 6.7). O(size²).
 */
export function strongBlocks(graph: WinGraph): number[][] {
  const { size } = graph;
  const seen = new Uint8Array(size);
  const finished: number[] = [];
  for (let start = 0; start < size; start++) {
    if (seen[start] === 1) continue;
    finished.push(...postOrder({ start, size, seen, hasEdge: (from, to) => takesFrom(graph, from, to) }));
  }
  seen.fill(0);
  const blocks: number[][] = [];
  for (const start of finished.reverse()) {
    if (seen[start] === 1) continue;
    blocks.push(postOrder({ start, size, seen, hasEdge: (from, to) => losesTo(graph, from, to) }));
  }
  return blocks;
}

type HasEdge = (graph: WinGraph, from: number, to: number) => boolean;

/**
 * Share of a pair's points that counts as none. Scores from token probabilities can be as small as floating point goes; an
 * answer that rests on less than this would put the two more than 3,600 rating points apart.
 */
const NEGLIGIBLE_SHARE = 1e-9;

/** Whether `from` took points from `to`. */
export function takesFrom({ points, size }: WinGraph, from: number, to: number): boolean {
  const taken = points[from * size + to]!;
  return taken > NEGLIGIBLE_SHARE * (taken + points[to * size + from]!);
}

function losesTo(graph: WinGraph, from: number, to: number): boolean {
  return takesFrom(graph, to, from);
}

function reachedFromFirst(graph: WinGraph, hasEdge: HasEdge): boolean {
  const { size } = graph;
  const seen = new Uint8Array(size);
  const queue = new Int32Array(size);
  seen[0] = 1;
  let length = 1;
  for (let head = 0; head < length && length < size; head++) {
    for (let to = 0; to < size; to++) {
      if (seen[to] === 1 || !hasEdge(graph, queue[head]!, to)) continue;
      seen[to] = 1;
      queue[length++] = to;
    }
  }
  return length === size;
}

/** Depth-first search from `start` over what is not `seen` yet; contestants in the order in which they are finished. */
function postOrder(search: {
  start: number;
  size: number;
  seen: Uint8Array;
  hasEdge: (from: number, to: number) => boolean;
}): number[] {
  const { start, size, seen, hasEdge } = search;
  const next = new Map<number, number>([[start, 0]]);
  const stack = [start];
  const finished: number[] = [];
  seen[start] = 1;
  while (stack.length > 0) {
    const from = stack.at(-1)!;
    let to = next.get(from)!;
    while (to < size && (seen[to] === 1 || !hasEdge(from, to))) to++;
    next.set(from, to + 1);
    if (to < size) {
      seen[to] = 1;
      next.set(to, 0);
      stack.push(to);
    } else {
      finished.push(stack.pop()!);
    }
  }
  return finished;
}
