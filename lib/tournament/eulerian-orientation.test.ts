import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eulerianOrientation } from './eulerian-orientation.ts';

const edge = fc.tuple(fc.nat(9), fc.nat(9)).filter(([from, to]) => from !== to);

it('leaves every vertex as often as it enters it, or once more or less where the degree is odd', () => {
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 60 }), (edges) => {
      const from = Int32Array.from(edges, ([vertex]) => vertex);
      const to = Int32Array.from(edges, ([, vertex]) => vertex);
      const forward = eulerianOrientation({ vertexCount: 10, from, to });
      const balance = new Int32Array(10);
      const degree = new Int32Array(10);
      for (const [index, [one, other]] of edges.entries()) {
        balance[one]! += forward[index] === 1 ? 1 : -1;
        balance[other]! += forward[index] === 1 ? -1 : 1;
        degree[one]!++;
        degree[other]!++;
      }
      expect(Array.from(balance, Math.abs)).toEqual(Array.from(degree, (edges) => edges % 2));
    }),
  );
});
