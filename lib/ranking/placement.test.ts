import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnplaced, placement, referenceOf } from './placement.ts';

/** Points from lines such as 'ab': a took one from b. */
function graphOf(names: string, taken: readonly string[]) {
  const size = names.length;
  const points = new Float64Array(size * size);
  for (const [from, to] of taken) points[names.indexOf(from!) * size + names.indexOf(to!)]! += 1;
  return { points, size };
}

const everyone = (size: number) => Array<boolean>(size).fill(true);

describe('referenceOf', () => {
  it('is everyone where all differences are finite', () => {
    expect(referenceOf(graphOf('abc', ['ab', 'bc', 'ca']), everyone(3))).toEqual([0, 1, 2]);
  });

  it('is the largest block of those with enough clusters, and all of these where there is no block', () => {
    const graph = graphOf('abcd', ['ab', 'bc', 'cb', 'cd', 'dc']);
    expect(referenceOf(graph, everyone(4))).toEqual([1, 2, 3]);
    expect(referenceOf(graph, [true, true, true, false])).toEqual([1, 2]);
    expect(referenceOf(graph, [true, true, false, false])).toEqual([0, 1]);
  });
});

describe('placement', () => {
  it('opens the side of those that won or lost everything against the reference, and both where no games lead to it', () => {
    const placed = placement(graphOf('abtuz', ['ab', 'ba', 'ta', 'bu']), [0, 1]);
    expect([...placed.openAbove]).toEqual([0, 0, 1, 0, 1]);
    expect([...placed.openBelow]).toEqual([0, 0, 0, 1, 1]);
    expect([0, 1, 2, 3, 4].filter((contestant) => isUnplaced(placed, contestant))).toEqual([4]);
  });

  it('places against the block that holds most of the reference, else against all of it', () => {
    expect(placement(graphOf('abc', ['ab', 'ba', 'ca', 'cb']), [0, 1, 2]).frame).toEqual([0, 1]);
    const chain = placement(graphOf('abc', ['ab', 'bc']), [0, 1, 2]);
    expect([...chain.openAbove]).toEqual([1, 1, 0]);
    expect([...chain.openBelow]).toEqual([0, 1, 1]);
  });

  it('agrees with a search along every chain', () => {
    const line = fc
      .tuple(fc.constantFrom(...'abcdef'), fc.constantFrom(...'abcdef'))
      .filter(([from, to]) => from !== to);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const taken = lines.map((pair) => pair.join(''));
        const graph = graphOf('abcdef', taken);
        const placed = placement(graph, referenceOf(graph, everyone(6)));
        for (const [contestant, name] of [...'abcdef'].entries()) {
          const others = placed.frame.map((member) => 'abcdef'[member]!);
          expect(placed.openAbove[contestant] === 1).toBe(others.some((other) => !leads(taken, other, name)));
          expect(placed.openBelow[contestant] === 1).toBe(others.some((other) => !leads(taken, name, other)));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Whether points lead from one to the other, by trying every next step. */
function leads(taken: readonly string[], from: string, to: string, passed = ''): boolean {
  if (from === to) return true;
  return taken.some(
    (line) => line[0] === from && !passed.includes(line[1]!) && leads(taken, line[1]!, to, passed + from),
  );
}
