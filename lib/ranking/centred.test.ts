import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Game, gameTable } from './game-table.ts';
import { rankGames } from './rank-games.ts';
import { seededRandom } from './seeded-random.ts';

/** Each pair of `names` on every prompt; the earlier one wins with probability 0.7. */
function league(names: readonly string[], { prompts, seed }: { prompts: number; seed: number }): Game[] {
  const random = seededRandom(seed);
  return Array.from({ length: prompts }, (_, prompt) =>
    names.flatMap((contestantA, index) =>
      names.slice(index + 1).map((contestantB) => {
        return { contestantA, contestantB, score: random(1000) < 700 ? 1 : 0, promptId: `p${prompt}` };
      }),
    ),
  ).flat();
}

const INCUMBENTS = ['a', 'b', 'c', 'd'];
const games = league(INCUMBENTS, { prompts: 40, seed: 1 });
const options = { seed: '1', rounds: 100 };
const byName = (ranking: ReturnType<typeof rankGames>) => new Map(ranking.ratings.map((one) => [one.contestant, one]));

describe('a scale that some contestants hold', () => {
  it('is the old one without new games, to 1e-9, limits included', () => {
    const before = byName(rankGames(gameTable(games), options));
    const after = byName(rankGames(gameTable(games), { ...options, center: INCUMBENTS }));
    for (const name of INCUMBENTS) {
      for (const key of ['rating', 'lower', 'upper', 'se'] as const)
        expect(Math.abs((after.get(name)?.[key] ?? 0) - (before.get(name)?.[key] ?? 1))).toBeLessThan(1e-9);
    }
  });

  it('keeps the mean of the incumbents at 1000 however strong a newcomer is, and leaves gaps and interval widths alone', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (strength, seed) => {
        const random = seededRandom(seed);
        const added = INCUMBENTS.flatMap((contestantB, index) =>
          Array.from({ length: 10 }, (_, prompt) => {
            const score = random(1000) < 1000 * strength ? 1 : 0;
            return { contestantA: 'new', contestantB, score, promptId: `p${prompt + 10 * index}` };
          }),
        );
        const table = gameTable([...games, ...added]);
        const free = byName(rankGames(table, options));
        const held = byName(rankGames(table, { ...options, center: INCUMBENTS }));
        const mean = INCUMBENTS.reduce((sum, name) => sum + (held.get(name)?.rating ?? 0), 0) / INCUMBENTS.length;
        expect(mean).toBeCloseTo(1000, 8);
        const shift = (held.get('a')?.rating ?? 0) - (free.get('a')?.rating ?? 0);
        for (const [name, one] of held) {
          expect((one.rating ?? 0) - (free.get(name)?.rating ?? 0)).toBeCloseTo(shift, 8);
          if (one.lower !== null) expect(one.lower - (free.get(name)?.lower ?? 0)).toBeCloseTo(shift, 8);
          expect(one.rank).toBe(free.get(name)?.rank);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('leaves a group without any of them as it is, and says whose mean it is', () => {
    const apart = league(['x', 'y'], { prompts: 40, seed: 2 });
    const ranking = rankGames(gameTable([...games, ...apart]), { ...options, center: ['a', 'b'] });
    const of = byName(ranking);
    expect(((of.get('a')?.rating ?? 0) + (of.get('b')?.rating ?? 0)) / 2).toBeCloseTo(1000, 8);
    expect(((of.get('x')?.rating ?? 0) + (of.get('y')?.rating ?? 0)) / 2).toBeCloseTo(1000, 8);
    expect(ranking.parameters.centerOf).toEqual(['a', 'b']);
  });

  it('refuses names that did not play', () => {
    expect(() => rankGames(gameTable(games), { center: ['nobody'] })).toThrow('got nobody');
  });
});
