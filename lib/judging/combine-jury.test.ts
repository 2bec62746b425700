import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMBINATIONS,
  type Combination,
  type JuryJudgement,
  juryGames,
  juryResult,
  type Panel,
} from './combine-jury.ts';
import { resolveMatch } from './resolve-match.ts';
import type { JudgementVerdict } from './verdict.ts';

const panel = (weights: number[], more: Partial<Panel> = {}): Panel => ({
  jurors: weights.map((weight, seat) => ({ judgeVersionId: `j${seat}`, weight })),
  orders: [1],
  samples: 1,
  combination: 'majority',
  ...more,
});
/** One judgement of each judge in one order. */
const said = (verdicts: JudgementVerdict[], order = 1): JuryJudgement[] =>
  verdicts.map((verdict, seat) => ({ judgeVersionId: `j${seat}`, order, verdict }));

describe('one order', () => {
  const TABLE: [Combination, number[], JudgementVerdict[], string][] = [
    ['majority', [1, 1, 1], ['a', 'a', 'b'], 'a'],
    ['majority', [1, 1, 1], ['b', 'tie', 'b'], 'b'],
    ['majority', [1, 1, 1], ['tie', 'tie', 'a'], 'tie'],
    // No verdict has the most voices: nobody won.
    ['majority', [1, 1, 1], ['a', 'b', 'tie'], 'tie'],
    ['majority', [1, 1], ['a', 'b'], 'tie'],
    ['majority', [1, 1], ['a', 'tie'], 'tie'],
    ['majority', [1, 1, 1, 1, 1], ['a', 'a', 'b', 'b', 'tie'], 'tie'],
    // Weights do not count under majority, and decide under weighted.
    ['majority', [5, 1, 1], ['a', 'b', 'b'], 'b'],
    ['weighted', [5, 1, 1], ['a', 'b', 'b'], 'a'],
    ['weighted', [2, 1, 1], ['a', 'b', 'b'], 'tie'],
    ['weighted', [0.3, 0.1, 0.2], ['a', 'b', 'b'], 'tie'],
    // Unusable judgements do not vote, and more than half must.
    ['majority', [1, 1, 1], ['a', 'a', 'refused'], 'a'],
    ['majority', [1, 1, 1], ['a', 'b', 'error'], 'tie'],
    ['majority', [1, 1, 1], ['a', 'refused', 'truncated'], 'unusable'],
    ['majority', [1, 1], ['a', 'refused'], 'unusable'],
    ['weighted', [5, 1, 1], ['refused', 'a', 'a'], 'unusable'],
    ['weighted', [5, 1, 1], ['a', 'refused', 'unparseable'], 'a'],
    ['weighted', [2, 1, 1], ['a', 'error', 'error'], 'unusable'],
    ['separate', [1, 1, 1], ['a', 'a', 'b'], 'a'],
    ['separate', [5, 1, 1], ['a', 'b', 'b'], 'a'],
  ];
  it.for(TABLE)('%s with weights %j of %j is %s', ([combination, weights, verdicts, expected]) => {
    expect(juryResult(panel(weights, { combination }), said(verdicts))).toBe(expected);
  });
});

describe('both orders', () => {
  const both = panel([1, 1, 1], { orders: [1, 2] });

  it('agree on what the juries of both say', () => {
    expect(juryResult(both, [...said(['a', 'a', 'b']), ...said(['a', 'b', 'a'], 2)])).toBe('a');
  });

  it('are inconsistent where the juries differ', () => {
    expect(juryResult(both, [...said(['a', 'a', 'b']), ...said(['b', 'b', 'a'], 2)])).toBe('inconsistent');
  });

  it('are unusable where one has no quorum, although the other has', () => {
    expect(juryResult(both, [...said(['a', 'a', 'a']), ...said(['a', 'error', 'error'], 2)])).toBe('unusable');
  });

  it('give one game each, or each judgement one', () => {
    const judgements = [...said(['a', 'a', 'b']), ...said(['b', 'refused', 'b'], 2)];
    expect(juryGames(both, judgements)).toEqual([
      { order: 1, verdict: 'a', weight: 0.5 },
      { order: 2, verdict: 'b', weight: 0.5 },
    ]);
    const separate = juryGames(panel([2, 1, 1], { orders: [1, 2], combination: 'separate' }), judgements);
    expect(separate.map((game) => [game.order, game.verdict, game.weight])).toEqual([
      [1, 'a', 0.25],
      [1, 'a', 0.125],
      [1, 'b', 0.125],
      [2, 'b', 0.25],
      [2, 'b', 0.125],
    ]);
  });
});

describe('samples', () => {
  const three = (verdicts: JudgementVerdict[]) =>
    verdicts.map((verdict) => ({ judgeVersionId: 'j0', order: 1, verdict }));

  it('vote for their judge', () => {
    const alone = panel([1], { samples: 3 });
    expect(juryResult(alone, three(['a', 'b', 'a']))).toBe('a');
    expect(juryResult(alone, three(['a', 'b', 'tie']))).toBe('tie');
    expect(juryResult(alone, three(['a', 'a', 'refused']))).toBe('a');
    expect(juryResult(alone, three(['a', 'refused', 'refused']))).toBe('unusable');
  });

  it('split the weight of a separate game', () => {
    const alone = panel([1], { samples: 4, combination: 'separate' });
    expect(juryGames(alone, three(['a', 'b', 'a', 'error'])).map((game) => game.weight)).toEqual([0.25, 0.25, 0.25]);
  });
});

const verdict = fc.constantFrom<JudgementVerdict>('a', 'b', 'tie', 'refused', 'unparseable', 'error');
const trial = fc
  .record({
    weights: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 5 }),
    orders: fc.constantFrom([1], [2], [1, 2]),
    samples: fc.integer({ min: 1, max: 3 }),
    combination: fc.constantFrom(...COMBINATIONS),
  })
  .chain(({ weights, ...rest }) => {
    const seats = panel(weights, rest);
    const places = seats.jurors.flatMap(({ judgeVersionId }) =>
      seats.orders.flatMap((order) => Array.from({ length: seats.samples }, () => ({ judgeVersionId, order }))),
    );
    const filled = places.map((place) => verdict.map((one): JuryJudgement => ({ ...place, verdict: one })));
    return fc.record({ panel: fc.constant(seats), judgements: fc.tuple(...filled) });
  });

const SWAPPED: Record<string, JudgementVerdict> = { a: 'b', b: 'a' };

describe('whatever is judged', () => {
  it('has no preference for a side', () => {
    fc.assert(
      fc.property(trial, ({ panel: seats, judgements }) => {
        const swapped = judgements.map((one) => ({ ...one, verdict: SWAPPED[one.verdict] ?? one.verdict }));
        const before = juryResult(seats, judgements);
        expect(juryResult(seats, swapped)).toBe(SWAPPED[before] ?? before);
      }),
    );
  });

  it('does not depend on the order in which judgements come', () => {
    fc.assert(
      fc.property(trial, ({ panel: seats, judgements }) => {
        expect(juryResult(seats, [...judgements].reverse())).toBe(juryResult(seats, judgements));
      }),
    );
  });

  it('weighs a match at most once, and exactly once when all is usable', () => {
    fc.assert(
      fc.property(trial, ({ panel: seats, judgements }) => {
        const total = juryGames(seats, judgements).reduce((sum, game) => sum + game.weight, 0);
        expect(total).toBeLessThan(1 + 1e-9);
        const usable = judgements.map((one) => ({ ...one, verdict: 'a' as const }));
        const full = juryGames(seats, usable).reduce((sum, game) => sum + game.weight, 0);
        expect(full).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is, for one judge asked once, what the match of one judge is', () => {
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1, maxLength: 2 }), fc.constantFrom(...COMBINATIONS), (said, rule) => {
        const orders = said.map((_, index) => index + 1);
        const judgements = said.map((one, index) => ({ judgeVersionId: 'j0', order: index + 1, verdict: one }));
        expect(juryResult(panel([3], { orders, combination: rule }), judgements)).toBe(resolveMatch(said));
      }),
    );
  });

  it('agrees with a naive count', () => {
    fc.assert(
      fc.property(trial, ({ panel: seats, judgements }) => {
        expect(juryResult(seats, judgements)).toBe(naiveResult(seats, judgements));
      }),
      { numRuns: 1000 },
    );
  });
});

/** The rules once more, by listing every voice: a judge of weight 3 speaks three times. */
function naiveResult(seats: Panel, judgements: readonly JuryJudgement[]): string {
  const perOrder = seats.orders.map((order) => {
    const voices: string[] = [];
    for (const { judgeVersionId, weight } of seats.jurors) {
      const own = judgements.filter((one) => one.order === order && one.judgeVersionId === judgeVersionId);
      const voice = most(own.map((one) => one.verdict));
      for (let time = 0; time < (seats.combination === 'majority' ? 1 : weight); time += 1) voices.push(voice);
    }
    return most(voices);
  });
  if (perOrder.includes('none')) return 'unusable';
  return new Set(perOrder).size === 1 ? (perOrder[0] as string) : 'inconsistent';
}

function most(voices: readonly string[]): string {
  const usable = voices.filter((voice) => ['a', 'b', 'tie'].includes(voice));
  if (usable.length <= voices.length / 2) return 'none';
  const counted = ['a', 'b', 'tie'].map((one) => ({ one, count: usable.filter((voice) => voice === one).length }));
  const highest = Math.max(...counted.map(({ count }) => count));
  const leaders = counted.filter(({ count }) => count === highest);
  return leaders.length === 1 ? (leaders[0]?.one as string) : 'tie';
}
