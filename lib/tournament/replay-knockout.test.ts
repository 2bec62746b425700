import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BracketNode, bracketTree } from './bracket-tree.ts';
import { knockoutMatches } from './knockout.ts';
import { countRedraws } from './redraws.ts';
import { type KnownResult, type ReplayedMatch, replayKnockout } from './replay-knockout.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `c${String(index).padStart(2, '0')}`);
/** The lower number always wins. */
const byName = (one: string, other: string): KnownResult => ({ winner: one < other ? one : other });

describe('a knockout replayed from known results', () => {
  test('is the bracket of a run with the same seed, and the best contestant wins it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.string(), (count, seed) => {
        const prompt = { promptKey: 'p', contestants: names(count) };
        const { matches, champion } = replayKnockout(prompt, { seed, known: byName });
        expect(champion).toBe('c00');
        const planned = knockoutMatches(prompt, seed);
        expect(matches.map(({ round, slot }) => [round, slot])).toEqual(
          planned.map(({ round, slot }) => [round, slot]),
        );
        for (const [index, { a, b }] of planned.entries()) {
          if (a !== null) expect(matches[index]?.a).toBe(a);
          if (b !== null) expect(matches[index]?.b).toBe(b);
        }
      }),
    );
  });

  test('stops where a pair is unknown, and goes on where it does not matter', () => {
    const prompt = { promptKey: 'p', contestants: names(4) };
    const [first, second] = knockoutMatches(prompt, 's');
    const unknown = new Set([first?.a, first?.b]);
    const known = (one: string, other: string) => (unknown.has(one) && unknown.has(other) ? null : byName(one, other));
    const { matches, champion } = replayKnockout(prompt, { seed: 's', known });
    expect(champion).toBeNull();
    expect(matches[0]?.result).toBeNull();
    expect(matches[1]?.result).not.toBeNull();
    expect(matches[2]).toMatchObject({ a: null, result: null, advancedSide: null });
    expect([second?.a, second?.b]).toContain(matches[2]?.b);
  });

  test('a tie or an unusable verdict moves somebody on by the seed, and never becomes a verdict', () => {
    const prompt = { promptKey: 'p', contestants: names(8) };
    for (const reason of ['tie', 'inconsistent', 'unusable'] as const) {
      const { matches, champion } = replayKnockout(prompt, { seed: 's', known: () => ({ winner: null, reason }) });
      expect(new Set(matches.map(({ result }) => result))).toEqual(new Set([reason]));
      expect(matches.every(({ advancedSide }) => advancedSide !== null)).toBe(true);
      expect(names(8)).toContain(champion);
    }
  });

  test('somebody alone has won, and nobody has not', () => {
    expect(replayKnockout({ promptKey: 'p', contestants: ['x'] }, { seed: 's', known: byName }).champion).toBe('x');
    expect(replayKnockout({ promptKey: 'p', contestants: [] }, { seed: 's', known: byName }).champion).toBeNull();
  });
});

describe('other draws', () => {
  test('a contestant that beats everybody wins them all', () => {
    const drawn = countRedraws({ promptKey: 'p', contestants: names(9) }, { seed: 's', draws: 500, known: byName });
    expect(drawn).toEqual({ draws: 500, completed: 500, champions: [{ contestant: 'c00', draws: 500 }] });
  });

  test('three that beat one another in a circle: who has the bye wins, a third each', () => {
    const circle = new Map([
      ['a b', 'a'],
      ['b c', 'b'],
      ['a c', 'c'],
    ]);
    const known = (one: string, other: string) => ({ winner: circle.get([one, other].sort().join(' ')) as string });
    const { champions } = countRedraws(
      { promptKey: 'p', contestants: ['a', 'b', 'c'] },
      { seed: 's', draws: 3_000, known },
    );
    // Three standard deviations of a share of a third.
    for (const { draws } of champions) expect(Math.abs(draws - 1_000)).toBeLessThan(78);
  });

  test('only draws that known pairs decide are counted', () => {
    const known = (one: string, other: string) => ([one, other].includes('c03') ? null : byName(one, other));
    const drawn = countRedraws({ promptKey: 'p', contestants: names(4) }, { seed: 's', draws: 200, known });
    expect(drawn).toEqual({ draws: 200, completed: 0, champions: [] });
  });
});

describe('a bracket as a tree', () => {
  test('has every match once and every contestant once, byes a round nearer to the final', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 33 }), (count) => {
        const { matches } = replayKnockout({ promptKey: 'p', contestants: names(count) }, { seed: 's', known: byName });
        const nodes = flatten(bracketTree(matches) as BracketNode<ReplayedMatch>);
        expect(nodes.filter(({ kind }) => kind === 'match')).toHaveLength(count - 1);
        const entrants = nodes.flatMap((node) => (node.kind === 'entrant' ? [node.contestant] : []));
        expect(entrants.sort()).toEqual(names(count));
      }),
    );
    expect(bracketTree([])).toBeNull();
  });
});

function flatten(node: BracketNode<ReplayedMatch>): BracketNode<ReplayedMatch>[] {
  return node.kind === 'entrant' ? [node] : [node, ...node.children.flatMap(flatten)];
}
