import { describe, expect, it } from 'vitest';
import { type Game, gameTable } from './game-table.ts';
import { minimumClusters } from './interval-tail.ts';
import { pairedDifferences } from './paired-differences.ts';
import { seededRandom } from './seeded-random.ts';

const SIZE = 4;
const PROMPTS = 60;
const POINTS = 400 / Math.log(10);

/** Everybody meets everybody on every prompt; `edge` makes contestant 0 stronger, and a prompt's luck is the same in both. */
function games(edge: number, seed: string): Game[] {
  const random = seededRandom(seed);
  const strengths = [0.3 + edge, 0.1, -0.1, -0.3];
  const all: Game[] = [];
  for (let prompt = 0; prompt < PROMPTS; prompt++) {
    for (let a = 0; a < SIZE; a++) {
      for (let b = a + 1; b < SIZE; b++) {
        const chance = 1 / (1 + Math.exp(strengths[b]! - strengths[a]!));
        const score = random(1_000_000) / 1e6 < chance ? 1 : 0;
        all.push({
          contestantA: `c${a}`,
          contestantB: `c${b}`,
          score,
          promptId: `p${String(prompt).padStart(3, '0')}`,
        });
      }
    }
  }
  return all;
}

/** Zermelo's iteration over a list of games, from the formula. */
function naiveStrengths(list: readonly Game[]): number[] {
  const taken = Array.from({ length: SIZE }, () => new Array<number>(SIZE).fill(0));
  for (const { contestantA, contestantB, score } of list) {
    const [a, b] = [Number(contestantA[1]), Number(contestantB[1])];
    taken[a]![b]! += score;
    taken[b]![a]! += 1 - score;
  }
  let strengths = new Array<number>(SIZE).fill(1);
  for (let round = 0; round < 400; round++) {
    strengths = strengths.map((own, i) => {
      let won = 0;
      let expected = 0;
      for (let j = 0; j < SIZE; j++) {
        if (i === j) continue;
        won += taken[i]![j]!;
        expected += (taken[i]![j]! + taken[j]![i]!) / (own + strengths[j]!);
      }
      return won / expected;
    });
  }
  const logs = strengths.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / SIZE;
  return logs.map((value) => value - mean);
}

/** The bootstrap as one would say it: draw prompts, take their games from both lists, fit both, subtract. */
function naiveInterval(first: readonly Game[], second: readonly Game[], options: { rounds: number; seed: string }) {
  const random = seededRandom(options.seed);
  const keys = [...new Set(first.map((game) => game.promptId as string))].sort();
  const gamesOf = (list: readonly Game[]) => Map.groupBy(list, (game) => game.promptId as string);
  const [ofFirst, ofSecond] = [gamesOf(first), gamesOf(second)];
  const values: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const drawn = keys.map(() => keys[random(keys.length)] as string);
    const fit = (by: Map<string, Game[]>) => naiveStrengths(drawn.flatMap((key) => by.get(key) ?? []));
    values.push((fit(ofSecond)[0]! - fit(ofFirst)[0]!) * POINTS);
  }
  values.sort((left, right) => left - right);
  const at = (share: number) => {
    const position = (values.length - 1) * share;
    const [below, above] = [values[Math.floor(position)]!, values[Math.ceil(position)]!];
    return below + (above - below) * (position - Math.floor(position));
  };
  return { lower: at(0.025), upper: at(0.975) };
}

const EVERYBODY = Array.from({ length: SIZE }, (_, index) => ({ first: index, second: index, frame: true }));

describe('pairedDifferences', () => {
  it('equals a bootstrap written from the words, to a hundredth of a point', () => {
    const [first, second] = [games(0, 'x'), games(0.8, 'y')];
    const options = { rounds: 200, seed: 's' };
    const found = pairedDifferences({
      first: gameTable(first),
      second: gameTable(second),
      pairs: EVERYBODY,
      level: 0.95,
      ...options,
    });
    const own = found?.differences[0];
    expect(own?.difference).toBeCloseTo((naiveStrengths(second)[0]! - naiveStrengths(first)[0]!) * POINTS, 2);
    const naive = naiveInterval(first, second, options);
    expect(own?.lower).toBeCloseTo(naive.lower, 2);
    expect(own?.upper).toBeCloseTo(naive.upper, 2);
    expect(own?.prompts).toBe(PROMPTS);
  });

  it('finds no difference, and no uncertainty of it, between a table and itself', () => {
    const table = gameTable(games(0, 'x'));
    const found = pairedDifferences({
      first: table,
      second: table,
      pairs: EVERYBODY,
      rounds: 100,
      seed: '1',
      level: 0.95,
    });
    for (const one of found?.differences ?? []) {
      expect(one?.difference).toBeCloseTo(0, 9);
      expect(one?.lower).toBeCloseTo(0, 4);
      expect(one?.upper).toBeCloseTo(0, 4);
    }
  });

  it('compares somebody with another against a common frame', () => {
    const table = gameTable(games(0, 'x'));
    const pairs = [
      { first: 0, second: 1, frame: false },
      { first: 2, second: 2, frame: true },
      { first: 3, second: 3, frame: true },
    ];
    const found = pairedDifferences({ first: table, second: table, pairs, rounds: 100, seed: '1', level: 0.95 });
    const strengths = naiveStrengths(games(0, 'x'));
    expect(found?.differences[0]?.difference).toBeCloseTo((strengths[1]! - strengths[0]!) * POINTS, 2);
    expect(found?.differences[1]?.difference).toBeCloseTo(0, 9);
  });

  it('gives no interval for fewer prompts than carry one', () => {
    const few = games(0, 'x').slice(0, (minimumClusters(0.95) - 1) * 6);
    const table = gameTable(few);
    const found = pairedDifferences({
      first: table,
      second: table,
      pairs: EVERYBODY,
      rounds: 50,
      seed: '1',
      level: 0.95,
    });
    expect(found?.differences.every((one) => one === null || one.lower === null)).toBe(true);
  });

  it('says nothing of contestants that never met', () => {
    const apart = gameTable([
      { contestantA: 'c0', contestantB: 'c1', score: 1, promptId: 'p' },
      { contestantA: 'c2', contestantB: 'c3', score: 1, promptId: 'p' },
    ]);
    const found = pairedDifferences({
      first: apart,
      second: apart,
      pairs: EVERYBODY,
      rounds: 10,
      seed: '1',
      level: 0.95,
    });
    expect(found).toBeNull();
  });
});
