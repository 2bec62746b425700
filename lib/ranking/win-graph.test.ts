import { describe, expect, it } from 'vitest';
import { isStronglyConnected, metGroups, strongBlocks } from './win-graph.ts';

/** A graph from edges "winner took points from loser". */
function graph(size: number, edges: [number, number][]) {
  const points = new Float64Array(size * size);
  for (const [from, to] of edges) points[from * size + to] = 1;
  return { points, size };
}

const sorted = (blocks: number[][]) => blocks.map((block) => [...block].sort()).sort();

describe('win graph', () => {
  it('is strongly connected when points go round in a circle', () => {
    expect(
      isStronglyConnected(
        graph(3, [
          [0, 1],
          [1, 2],
          [2, 0],
        ]),
      ),
    ).toBe(true);
    expect(
      isStronglyConnected(
        graph(3, [
          [0, 1],
          [1, 2],
          [0, 2],
        ]),
      ),
    ).toBe(false);
    expect(
      isStronglyConnected(
        graph(3, [
          [1, 0],
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toBe(false);
  });

  it('falls into groups that never met', () => {
    expect(
      metGroups(
        graph(5, [
          [3, 0],
          [1, 2],
        ]),
      ),
    ).toEqual([[0, 3], [1, 2], [4]]);
  });

  it('falls into blocks within which points went round', () => {
    expect(
      sorted(
        strongBlocks(
          graph(4, [
            [0, 1],
            [1, 0],
            [0, 2],
            [2, 3],
            [3, 2],
          ]),
        ),
      ),
    ).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(
      sorted(
        strongBlocks(
          graph(3, [
            [2, 1],
            [1, 0],
          ]),
        ),
      ),
    ).toEqual([[0], [1], [2]]);
  });
});
