import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededHash } from './seeded-order.ts';
import { defaultSwissRounds, type SwissGame, swissPairs, swissRoundCount } from './swiss.ts';

const field = (size: number) => Array.from({ length: size }, (_, index) => `c${index}`);
const strength = (name: string) => Number(name.slice(1));

function played(size: number, rounds: number): SwissGame[][] {
  const prompt = { promptKey: 'p', contestants: field(size) };
  const all: SwissGame[][] = [];
  for (let round = 1; round <= rounds; round++) {
    const pairs = swissPairs(prompt, { seed: '1', round, games: all.flat() });
    all.push(pairs.map(([a, b]) => ({ a, b, points: strength(a) > strength(b) ? 1 : 0 })));
  }
  return all;
}

describe('a Swiss tournament on one prompt', () => {
  it('costs as much as a knockout, give or take a match', () => {
    for (let size = 2; size <= 64; size++) {
      const matches = defaultSwissRounds(size) * swissRoundCount(size);
      expect(Math.abs(matches - (size - 1))).toBeLessThanOrEqual(1);
    }
    expect(defaultSwissRounds(1)).toBe(0);
  });

  it('lets everybody play once a round, one resting of an odd number, and nobody resting twice before all have rested', () => {
    for (const size of [2, 3, 5, 8, 15]) {
      const rounds = played(size, Math.max(1, size - 1));
      for (const round of rounds) {
        const names = round.flatMap(({ a, b }) => [a, b]);
        expect(new Set(names).size).toBe(names.length);
        expect(round).toHaveLength(swissRoundCount(size));
      }
      const games = field(size).map((name) => rounds.flat().filter(({ a, b }) => a === name || b === name).length);
      expect(Math.max(...games) - Math.min(...games)).toBeLessThanOrEqual(1);
    }
  });

  it('pairs winners with winners in the second round', () => {
    const [first, second] = played(16, 2) as [SwissGame[], SwissGame[]];
    const winners = new Set(first.map(({ a, b, points }) => (points === 1 ? a : b)));
    for (const { a, b } of second) expect(winners.has(a)).toBe(winners.has(b));
  });

  it('repeats no pair while it can be avoided', () => {
    const pairs = played(16, 4)
      .flat()
      .map(({ a, b }) => [a, b].sort().join(' '));
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('repeats no pair in the first half of all rounds, whoever wins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 17 }), fc.string(), (size, seed) => {
        const prompt = { promptKey: 'p', contestants: field(size) };
        const games: SwissGame[] = [];
        // With so few rounds everybody has at least half of the others left to meet: a pairing exists (Dirac).
        for (let round = 1; round <= Math.floor(size / 2); round++)
          for (const [a, b] of swissPairs(prompt, { seed, round, games }))
            games.push({ a, b, points: seededHash([seed, a, b]) < '8' ? 1 : 0 });
        const pairs = games.map(({ a, b }) => [a, b].sort().join(' '));
        expect(new Set(pairs).size).toBe(pairs.length);
      }),
    );
  });

  it('does not depend on the order of contestants and games', () => {
    const games = played(9, 2).flat();
    fc.assert(
      fc.property(
        fc.shuffledSubarray(games, { minLength: games.length }),
        fc.shuffledSubarray(field(9), { minLength: 9 }),
        (shuffled, contestants) => {
          const options = { seed: '1', round: 3 };
          expect(swissPairs({ promptKey: 'p', contestants }, { ...options, games: shuffled })).toEqual(
            swissPairs({ promptKey: 'p', contestants: field(9) }, { ...options, games }),
          );
        },
      ),
    );
  });
});
