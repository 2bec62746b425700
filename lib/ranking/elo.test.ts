import { describe, expect, it } from 'vitest';
import { eloRatings } from './elo.ts';
import { gameTable } from './game-table.ts';

const win = { contestantA: 'x', contestantB: 'y', score: 1 };

describe('eloRatings', () => {
  it('moves equals by half of K', () => {
    expect([...eloRatings(gameTable([win]), { kFactor: 32 })]).toEqual([1016, 984]);
  });

  it('gives the worked example of Wikipedia, "Elo rating system": 1613 against five opponents, K = 32, becomes 1601', () => {
    const expected = [1609, 1477, 1388, 1586, 1720].map((other) => 1 / (1 + 10 ** ((other - 1613) / 400)));
    const total = expected.reduce((sum, value) => sum + value, 0);
    expect(1613 + 32 * (2.5 - total)).toBeCloseTo(1601, 0);
  });

  it('multiplies the whole surprise by the weight, so that half a weight moves half as far', () => {
    expect([...eloRatings(gameTable([{ ...win, weight: 0.5 }]))]).toEqual([1001, 999]);
  });

  it('depends on the order of the games', () => {
    const games = [win, win, { ...win, score: 0 }];
    expect(eloRatings(gameTable(games))[0]).not.toBe(eloRatings(gameTable([...games].reverse()))[0]);
  });

  it('keeps the mean at 1000', () => {
    const games = Array.from({ length: 500 }, (_, i) => ({
      contestantA: `c${i % 7}`,
      contestantB: `d${i % 5}`,
      score: (i % 3) / 2,
    }));
    const ratings = eloRatings(gameTable(games));
    expect(ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length).toBeCloseTo(1000, 9);
  });
});
