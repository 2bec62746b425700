import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Game, gameTable } from './game-table.ts';
import { type Ranking, type RankOptions, type Rating, rankGames } from './rank-games.ts';
import { warningText } from './ranking-warning.ts';

function rank(games: readonly Game[], options: RankOptions = { rounds: 200 }): Ranking {
  return rankGames(gameTable(games), options);
}

function ratingOf(ranking: Ranking, contestant: string): Rating {
  return ranking.ratings.find((rating) => rating.contestant === contestant)!;
}

/** One game a prompt, the prompts numbered from `from`. */
function meet(pair: string, scores: readonly number[], from = 0): Game[] {
  const [contestantA, contestantB] = pair.split(' ') as [string, string];
  return scores.map((score, index) => ({ contestantA, contestantB, score, promptId: `p${from + index}` }));
}

const unknown = { se: null, lower: null, upper: null };
/** 40 scores: all won but every n-th. */
const every = (n: number) => Array.from({ length: 40 }, (_, index) => Number(index % n !== 0));
const MIXED = every(3);

describe('with few prompts', () => {
  it.each([2, 3, 4, 5])('%i prompts give no interval and leave every rank open', (prompts) => {
    const scores = [1, 1, 0, 1, 0].slice(0, prompts);
    const { ratings, warnings } = rank([...meet('x y', scores), ...meet('y z', scores.toReversed())]);
    for (const rating of ratings) expect(rating).toMatchObject({ ...unknown, rankLower: 1, rankUpper: 3 });
    expect(warnings.map(warningText)).toContain(
      `No intervals: only ${prompts} prompts; at 95 % at least 6 are needed.`,
    );
  });

  it('leaves ranks open without prompt ids and with a single prompt, and null where no resampling was asked for', () => {
    const games = meet('x y', [1, 1, 0]);
    const without = games.map(({ promptId: _, ...game }) => game);
    const single = games.map((game) => ({ ...game, promptId: 'p' }));
    for (const list of [without, single]) {
      expect(ratingOf(rank(list), 'x')).toMatchObject({ ...unknown, rank: 1, rankLower: 1, rankUpper: 2 });
    }
    expect(ratingOf(rank(games, { rounds: 0 }), 'x')).toMatchObject({ rank: 1, rankLower: null, rankUpper: null });
  });

  it('a contestant on one prompt of many gets no interval, the full rank range and a flag; the others keep theirs', () => {
    const known = [...meet('x y', MIXED), ...meet('y z', every(4)), ...meet('x z', every(5))];
    const alone = rank(known);
    const ranking = rank([...known, ...meet('new x', [1], 3), ...meet('new y', [0], 3)]);
    expect(ratingOf(ranking, 'new')).toMatchObject({ ...unknown, rankLower: 1, rankUpper: 4 });
    expect(ratingOf(ranking, 'new').flags).toContain('too few prompts for an interval');
    expect(ranking.warnings.map(warningText).join()).toMatch(/No interval for new: games on fewer than 6 prompts/);
    for (const name of ['x', 'y', 'z']) {
      const [now, before] = [ratingOf(ranking, name), ratingOf(alone, name)];
      expect(Math.abs((now.upper! - now.lower!) / (before.upper! - before.lower!) - 1)).toBeLessThan(0.15);
    }
  });

  it.each(['bt', 'elo'] as const)('resamples without a contestant say nothing about it (%s)', (method) => {
    // The rare one lost nearly all it played; resamples without it used to put it at the mean.
    const rare = meet('rare x', [0, 0, 0, 0, 0, 1, 0, 0], 0);
    const games = [...meet('x y', MIXED), ...rare];
    const { lower, upper, rating } = ratingOf(rank(games, { method, rounds: 2000 }), 'rare');
    expect(rating).toBeLessThan(1000);
    if (upper !== null) expect(upper).not.toBe(1000);
    if (lower !== null) expect(lower).toBeLessThan(rating!);
  });

  it('says nothing about the width where every prompt agrees', () => {
    for (const score of [0.5, 0.6]) {
      const { ratings, warnings } = rank(meet('x y', Array(20).fill(score)));
      for (const rating of ratings) expect(rating).toMatchObject(unknown);
      expect(ratings[0]!.flags).toContain('resamples do not differ');
      expect(warnings.map(warningText).join()).toMatch(/No interval for x, y: resamples do not differ/);
    }
  });
});

describe('without a finite maximum of the likelihood', () => {
  it('an undefeated contestant has no upper limit and a lower one far below its rating', () => {
    const ranking = rank([
      ...meet('x y', MIXED),
      ...meet('top x', Array(10).fill(1)),
      ...meet('top y', Array(10).fill(1)),
    ]);
    const top = ratingOf(ranking, 'top');
    expect(top).toMatchObject({ se: null, upper: null, rank: 1, rankLower: 1, rankUpper: 1 });
    // 10 of 10 leave shares down to 0.025^(1/10) = 69 % open: 140 points above its opponents.
    const middle = (ratingOf(ranking, 'x').rating! + ratingOf(ranking, 'y').rating!) / 2;
    expect(Math.abs(top.lower! - middle - 140)).toBeLessThan(15);
    expect(ranking.warnings.map(warningText).join()).toMatch(/No upper limit for top/);
    for (const name of ['x', 'y']) expect(ratingOf(ranking, name).se).toBeGreaterThan(10);
  });

  it('mirrors that for one that lost everything', () => {
    const ranking = rank([
      ...meet('x y', MIXED),
      ...meet('x last', Array(10).fill(1)),
      ...meet('y last', Array(10).fill(1)),
    ]);
    const last = ratingOf(ranking, 'last');
    expect(last).toMatchObject({ se: null, lower: null, rankLower: 3, rankUpper: 3 });
    expect(last.upper! - last.rating!).toBeGreaterThan(150);
  });

  it('a contestant that lost once has no upper limit, as a third of the resamples set none', () => {
    const { ratings } = rank(meet('x y', [0, ...Array(19).fill(1)]));
    expect(ratings[0]).toMatchObject({ contestant: 'x', upper: null, rankLower: 1, rankUpper: 1 });
    expect(ratings[0]!.lower).toBeLessThan(ratings[0]!.rating! - 20);
    expect(ratings[0]!.flags).toContain('no upper limit');
    expect(ratings[1]).toMatchObject({ contestant: 'y', lower: null });
  });

  it('whoever only won here and only lost there cannot be placed', () => {
    const all = Array(12).fill(1);
    const ranking = rank([...meet('a b', all), ...meet('b c', all)]);
    expect(ratingOf(ranking, 'b')).toMatchObject(unknown);
    expect(ratingOf(ranking, 'b').flags).toContain('not placed among the others in too many resamples');
    expect(ratingOf(ranking, 'a')).toMatchObject({ upper: null, rankLower: 1, rankUpper: 1 });
    expect(ratingOf(ranking, 'c')).toMatchObject({ lower: null, rankLower: 3, rankUpper: 3 });
  });

  it('two undefeated contestants that never met are not told apart by how much they played', () => {
    const much = meet('much x', Array(30).fill(1));
    const little = meet('little x', Array(8).fill(1));
    const ranking = rank([...meet('x y', MIXED), ...much, ...little]);
    expect(ratingOf(ranking, 'much')).toMatchObject({ rankLower: 1, rankUpper: 2 });
    expect(ratingOf(ranking, 'little')).toMatchObject({ rankLower: 1, rankUpper: 2 });
  });

  it('two halves that one prompt joins are not placed against each other', () => {
    const half = (names: readonly [string, string, string], from: number) => [
      ...meet(`${names[0]} ${names[1]}`, MIXED, from),
      ...meet(`${names[1]} ${names[2]}`, MIXED, from),
      ...meet(`${names[2]} ${names[0]}`, MIXED, from),
    ];
    const bridge = [...meet('a d', [1]), ...meet('a d', [0])];
    const { ratings } = rank([...half(['a', 'b', 'c'], 0), ...half(['d', 'e', 'f'], 40), ...bridge]);
    for (const rating of ratings) expect(rating).toMatchObject({ ...unknown, rankLower: 1, rankUpper: 6 });
  });
});

const outcome = fc.record({
  pair: fc.constantFrom('p q', 'q r', 'r p', 's p'),
  score: fc.constantFrom(0, 0.5, 1),
  prompt: fc.nat({ max: 8 }),
});

describe('whatever the games', () => {
  it('nobody with games on fewer than 6 prompts has a limit or a bounded rank, and no limit touches its rating', () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 1, maxLength: 60 }),
        fc.constantFrom('bt' as const, 'elo' as const),
        (outcomes, method) => {
          const games = outcomes.flatMap(({ pair, score, prompt }) => meet(pair, [score], prompt));
          const { ratings } = rank(games, { rounds: 60, method });
          for (const { contestant, rating, se, lower, upper, rank: place, rankLower, rankUpper } of ratings) {
            const played = games.filter((game) => game.contestantA === contestant || game.contestantB === contestant);
            if (new Set(played.map((game) => game.promptId)).size < 6) {
              expect({ se, lower, upper }).toEqual(unknown);
              if (place !== null) expect([rankLower, rankUpper]).toEqual([1, ratings.length]);
            }
            if (lower !== null) expect(lower).toBeLessThan(rating!);
            if (upper !== null) expect(upper).toBeGreaterThan(rating!);
            expect(se === null).toBe(lower === null || upper === null);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
