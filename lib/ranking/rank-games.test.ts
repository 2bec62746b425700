import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Game, gameTable } from './game-table.ts';
import { type RankOptions, rankGames } from './rank-games.ts';
import { warningText } from './ranking-warning.ts';

function rank(games: readonly Game[], options: RankOptions = { rounds: 0 }) {
  return rankGames(gameTable(games), options);
}

function gap(games: readonly Game[], options?: RankOptions): number {
  const { ratings } = rank(games, options);
  const of = (name: string) => ratings.find((rating) => rating.contestant === name)!.rating!;
  return of('x') - of('y');
}

const won: Game = { contestantA: 'x', contestantB: 'y', score: 1 };
const lost: Game = { ...won, score: 0 };
const tied: Game = { ...won, score: 0.5 };

const game = fc
  .record({
    contestantA: fc.constantFrom('p', 'q', 'r', 's', 't'),
    contestantB: fc.constantFrom('p', 'q', 'r', 's', 't'),
    // Binary fractions: 1 − score is exact, so that the two ways to write a game are the same game.
    score: fc.oneof(
      fc.constantFrom(0, 0.5, 1),
      fc.integer({ min: 0, max: 2 ** 20 }).map((part) => part / 2 ** 20),
    ),
    weight: fc.constantFrom(0.5, 1, 0.3),
    promptId: fc.constantFrom('1', '2', '3', '4'),
  })
  .filter(({ contestantA, contestantB }) => contestantA !== contestantB);
const games = fc.array(game, { minLength: 1, maxLength: 60 });

describe('rankGames', () => {
  it('puts two contestants with 3 : 1 games 190.8 points apart, around 1000', () => {
    expect(gap([won, won, won, lost])).toBeCloseTo(190.8, 1);
    const { ratings } = rank([won, won, won, lost]);
    expect(ratings[0]!.rating! + ratings[1]!.rating!).toBeCloseTo(2000, 9);
  });

  it('counts a win and a loss as two ties', () => {
    expect(gap([won, won, won, lost, won, lost])).toBeCloseTo(gap([won, won, won, lost, tied, tied]), 9);
  });

  it('counts a game of weight ½ in both orders as one game', () => {
    const halves = [won, won, won, lost].flatMap(({ score }) => [
      { contestantA: 'x', contestantB: 'y', score, weight: 0.5 },
      { contestantA: 'y', contestantB: 'x', score: 1 - score, weight: 0.5 },
    ]);
    expect(gap(halves, { rounds: 0, prior: 1 })).toBeCloseTo(gap([won, won, won, lost], { rounds: 0, prior: 1 }), 9);
  });

  it('does not depend on the order of the games nor on which contestant is A', () => {
    fc.assert(
      fc.property(games, fc.boolean(), fc.nat(), (list, rowIntervals, salt) => {
        const options: RankOptions = { rounds: 20, rowIntervals };
        const shuffled = list
          .map((value, index) => ({ value, key: Math.imul(index + 1, salt * 2 + 1) % 1009 }))
          .sort((left, right) => left.key - right.key)
          .map(({ value }, index) => (index % 2 === 0 ? value : swapped(value)));
        const original = rank(list, options);
        const other = rank(shuffled, options);
        expect(other.ratings.map((rating) => rating.contestant)).toEqual(
          original.ratings.map((rating) => rating.contestant),
        );
        original.ratings.forEach((rating, index) => {
          for (const key of ['rating', 'se', 'lower', 'upper'] as const) {
            const [left, right] = [rating[key], other.ratings[index]![key]];
            if (left === null) expect(right).toBeNull();
            else expect(Math.abs(left - right!)).toBeLessThan(1e-6);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives bitwise equal results for any order of games with scores 0, ½, 1 and weights 1 and ½', () => {
    const list = Array.from({ length: 300 }, (_, index): Game => {
      const score = [0, 0.5, 1, 1][(index * 7) % 4]!;
      const [a, b] = [`c${index % 5}`, `c${(index + 1 + (index % 3)) % 5}`];
      return { contestantA: a, contestantB: b, score, weight: index % 2 === 0 ? 1 : 0.5, promptId: `p${index % 60}` };
    });
    expect(rank([...list].reverse(), { rounds: 50 })).toEqual(rank(list, { rounds: 50 }));
  });

  it('has mean 1000 in every group, finite numbers, and ranks within their ranges, whatever the games', () => {
    fc.assert(
      fc.property(games, (list) => {
        const { ratings } = rank(list, { rounds: 20 });
        const groups = Map.groupBy(ratings, (rating) => rating.group);
        for (const members of groups.values()) {
          const mean = members.reduce((sum, member) => sum + member.rating!, 0) / members.length;
          expect(mean).toBeCloseTo(1000, 6);
        }
        for (const { rating, lower, upper, rank: place, rankLower, rankUpper } of ratings) {
          expect(Number.isFinite(rating)).toBe(true);
          expect(lower === null || lower < rating!).toBe(true);
          expect(upper === null || upper > rating!).toBe(true);
          expect(place === null).toBe(groups.size > 1);
          if (rankLower !== null) expect(rankLower <= place! && place! <= rankUpper!).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('stays finite and names the contestants when one wins every game and one loses every game', () => {
    const { ratings, warnings, parameters } = rank([
      { contestantA: 'top', contestantB: 'middle', score: 1 },
      { contestantA: 'top', contestantB: 'other', score: 1 },
      { contestantA: 'middle', contestantB: 'other', score: 1 },
      { contestantA: 'middle', contestantB: 'other', score: 0 },
      { contestantA: 'other', contestantB: 'bottom', score: 1 },
    ]);
    expect(ratings.map((rating) => rating.contestant)).toEqual(['top', 'other', 'middle', 'bottom']);
    expect(ratings.map((rating) => rating.flags)).toEqual([['wins every game'], [], [], ['loses every game']]);
    expect(parameters).toMatchObject({ prior: 1, priorReason: 'win graph is not strongly connected' });
    expect(warnings.map(warningText).join()).toMatch(/Weak prior.*top: wins every game.*bottom: loses every game/);
  });

  it('names a whole block that wins every game against the others', () => {
    const pair = (contestantA: string, contestantB: string, score: number): Game => ({
      contestantA,
      contestantB,
      score,
    });
    const { ratings } = rank([pair('a', 'b', 0.5), pair('c', 'd', 0.5), pair('a', 'c', 1), pair('b', 'd', 1)]);
    expect(ratings[0]!.flags).toEqual(['is in a block that wins every game against the others']);
    expect(ratings[3]!.flags).toEqual(['is in a block that loses every game against the others']);
  });

  it('uses no prior where maximum likelihood has an answer, and the asked one otherwise', () => {
    expect(rank([won, lost]).parameters).toMatchObject({ prior: 0, priorReason: null });
    expect(rank([won, lost], { rounds: 0, prior: 2 }).parameters).toMatchObject({ prior: 2, priorReason: 'requested' });
    // Two contestants and prior 2: one pseudo-win each, so 3 : 1 becomes 4 : 2.
    expect(gap([won, won, won, lost], { rounds: 0, prior: 2 })).toBeCloseTo(400 * Math.log10(2), 9);
  });

  it('gives no ranks across groups that never met', () => {
    const { ratings, warnings } = rank([won, lost, won, { contestantA: 'k', contestantB: 'l', score: 0.5 }]);
    expect(ratings.map(({ rank: place, group }) => [place, group])).toEqual([
      [null, 1],
      [null, 1],
      [null, 2],
      [null, 2],
    ]);
    expect(warnings.map(warningText).join()).toMatch(/group 1 \(k, l\); group 2 \(x, y\)/);
  });

  it('gives equal contestants the same rank', () => {
    expect(rank([tied]).ratings.map((rating) => rating.rank)).toEqual([1, 1]);
  });

  it('gives no intervals without prompt ids or with one prompt, and says so', () => {
    const without = rank([won, lost], {});
    expect(without.ratings[0]).toMatchObject({ se: null, lower: null, upper: null, rankLower: 1, rankUpper: 2 });
    expect(without.warnings.map(warningText)).toEqual(['No intervals: not every game has a prompt id.']);
    const one = rank(
      [won, lost].map((value) => ({ ...value, promptId: 'p' })),
      {},
    );
    expect(one.ratings[0]!.se).toBeNull();
    expect(one.warnings.map(warningText)).toEqual(['No intervals: all games share one prompt.']);
  });

  it('gives row-level intervals when asked by name, and says what they assume', () => {
    const games = [won, won, lost, won, lost, tied];
    const { ratings, warnings, parameters } = rank([...games, ...games, ...games], { rowIntervals: true, rounds: 50 });
    expect(ratings[0]!.se).toBeGreaterThan(0);
    expect(parameters).toMatchObject({ cluster: 'game', clusters: 18, rounds: 50 });
    expect(warnings.map(warningText).join()).toMatch(/independent/);
  });

  it('says how many resamples needed the weak prior', () => {
    const few = [won, won, won, won, won, won, lost, lost].map((value, index) => ({
      ...value,
      promptId: String(index),
    }));
    const { parameters, warnings } = rank(few, { rounds: 200 });
    expect(parameters.priorRounds).toBeGreaterThan(10);
    expect(warnings.map(warningText).join()).toMatch(/of 200 resamples needed the weak prior.*Only 8 prompts/);
  });

  it('gives the same result for the same seed and another for another', () => {
    const list = Array.from({ length: 100 }, (_, index) => ({
      ...(index % 3 === 0 ? lost : won),
      promptId: String(index),
    }));
    expect(rank(list, { seed: 5 })).toEqual(rank(list, { seed: '5' }));
    expect(rank(list, { seed: 5 }).ratings[0]!.se).not.toBe(rank(list, { seed: 6 }).ratings[0]!.se);
  });

  it('rejects options and games that are out of range', () => {
    expect(() => rank([])).toThrow(/at least one game/);
    expect(() => rank([won], { prior: -1 })).toThrow(/prior/);
    expect(() => rank([won], { prior: 1, method: 'elo' })).toThrow(/bt only/);
    expect(() => rank([won], { rounds: 1 })).toThrow(/Rounds/);
    expect(() => rank([won], { level: 1 })).toThrow(/level/);
    expect(() => rank([{ ...won, score: Number.NaN }])).toThrow(/Game 1/);
    expect(() => rank([{ ...won, score: 1.1 }])).toThrow(/Game 1/);
    expect(() => rank([won, { ...won, weight: 0 }])).toThrow(/Game 2/);
    expect(() => rank([{ ...won, contestantB: 'x' }])).toThrow(/itself/);
    const table = gameTable([won]);
    expect(() => rankGames({ ...table, weight: Float64Array.of(Number.NaN) })).toThrow(/out of range/);
  });
});

function swapped({ contestantA, contestantB, score, ...rest }: Game): Game {
  return { ...rest, contestantA: contestantB, contestantB: contestantA, score: 1 - score };
}
