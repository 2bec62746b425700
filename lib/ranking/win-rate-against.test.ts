import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gameTable } from './game-table.ts';
import { commonOpponent, winRateAgainst } from './win-rate-against.ts';

const game = (contestantA: string, contestantB: string, score: number, promptId?: string, weight = 1) => {
  return { contestantA, contestantB, score, promptId, weight };
};

describe('win rate against a reference', () => {
  it('is the mean and the standard error of the mean of a textbook sample', () => {
    // 1, 0, 1, ½ → mean 0.625, sample variance 0.2291667, SE 0.2393568.
    const table = gameTable([1, 0, 1, 0.5].map((score, index) => game('x', 'base', score, `p${index}`)));
    const [first, second] = winRateAgainst(table, 'base');
    expect(first?.contestant).toBe('x');
    expect(first?.winRate).toBeCloseTo(62.5, 12);
    expect(first?.se).toBeCloseTo(23.9356776939084, 10);
    expect(second).toEqual({ contestant: 'base', winRate: 50, se: 0, units: 0 });
  });

  it('does not depend on which side the reference stands on', () => {
    const left = gameTable([game('x', 'base', 0.8, 'p1'), game('x', 'base', 0.3, 'p2')]);
    const right = gameTable([game('base', 'x', 1 - 0.8, 'p1'), game('base', 'x', 1 - 0.3, 'p2')]);
    expect(winRateAgainst(left, 'base')[0]?.winRate).toBeCloseTo(
      winRateAgainst(right, 'base')[0]?.winRate as number,
      12,
    );
  });

  it('takes both orders of a prompt as one observation', () => {
    const both = [1, 0].flatMap((score, index) => [
      game('x', 'base', score, `p${index}`, 0.5),
      game('x', 'base', score, `p${index}`, 0.5),
    ]);
    const one = [1, 0].map((score, index) => game('x', 'base', score, `p${index}`));
    expect(winRateAgainst(gameTable(both), 'base')).toEqual(winRateAgainst(gameTable(one), 'base'));
  });

  it('agrees with a naive mean over any scores', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 50 }), (scores) => {
        const [rate] = winRateAgainst(
          gameTable(scores.map((score, index) => game('x', 'base', score, `p${index}`))),
          'base',
        ).filter(({ contestant }) => contestant === 'x');
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        expect(rate?.winRate).toBeCloseTo(100 * mean, 9);
        expect(rate?.units).toBe(scores.length);
      }),
    );
  });

  it('says nothing of who never met the reference, and no error from one prompt', () => {
    const table = gameTable([game('x', 'base', 1, 'p1'), game('x', 'y', 1, 'p1')]);
    expect(winRateAgainst(table, 'base')).toContainEqual({ contestant: 'y', winRate: null, se: null, units: 0 });
    expect(winRateAgainst(table, 'base')).toContainEqual({ contestant: 'x', winRate: 100, se: null, units: 1 });
  });

  it('refuses a reference that did not play', () => {
    expect(() => winRateAgainst(gameTable([game('x', 'y', 1)]), 'z')).toThrow(/"z"/);
  });
});

describe('the common opponent', () => {
  it('is who plays in every game', () => {
    expect(commonOpponent(gameTable([game('base', 'x', 1), game('y', 'base', 0)]))).toBe('base');
    expect(commonOpponent(gameTable([game('x', 'y', 1), game('y', 'z', 0), game('x', 'z', 0)]))).toBeNull();
  });

  it('of two is the one that always stands first', () => {
    expect(commonOpponent(gameTable([game('m', 'base', 1), game('m', 'base', 0)]))).toBe('m');
    expect(commonOpponent(gameTable([game('m', 'base', 1), game('base', 'm', 0)]))).toBeNull();
  });
});
