import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedMatch } from './planned-match.ts';
import { type ScheduleInput, type ScheduleKind, scheduleOf } from './schedule.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `contestant ${index}`);

function full({ contestants, prompts }: { contestants: number; prompts: number }): ScheduleInput {
  const everyone = names(contestants);
  const keys = Array.from({ length: prompts }, (_, index) => `prompt ${index}`);
  return { seed: 'seed', prompts: keys.map((promptKey) => ({ promptKey, contestants: everyone })) };
}

/** Any set of prompts, each answered by any of up to nine contestants. */
const withGaps: fc.Arbitrary<ScheduleInput> = fc.record({
  seed: fc.string(),
  prompts: fc
    .array(fc.subarray(names(9)), { maxLength: 12 })
    .map((prompts) => prompts.map((contestants, index) => ({ promptKey: `prompt ${index}`, contestants }))),
});

/** Shown first minus shown second, by contestant and by pair (counted for the `a` of the pair). */
function imbalances(matches: readonly PlannedMatch[]): number[] {
  const counts = new Map<string, number>();
  const count = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
  for (const { a, b, first } of matches) {
    const aFirst = first === 'a' ? 1 : -1;
    count(a!, aFirst);
    count(b!, -aFirst);
    count(JSON.stringify([a, b]), aFirst);
  }
  return [...counts.values()];
}

const kinds: ScheduleKind[] = ['knockout', 'league', 'random', 'anchored', 'swiss'];

describe('every schedule', () => {
  it.each(kinds)('%s plans the same list whatever order prompts and contestants come in', (kind) => {
    fc.assert(
      fc.property(withGaps, ({ seed, prompts }) => {
        const reversed = prompts.toReversed().map(({ promptKey, contestants }) => ({
          promptKey,
          contestants: contestants.toReversed(),
        }));
        const schedule = scheduleOf(kind);
        expect(schedule.plan({ seed, prompts: reversed })).toEqual(schedule.plan({ seed, prompts }));
      }),
    );
  });

  it.each(kinds)(
    '%s plans as many matches as it counts, each in a place of its own, among those who answered',
    (kind) => {
      fc.assert(
        fc.property(withGaps, (input) => {
          const schedule = scheduleOf(kind);
          const matches = schedule.plan(input);
          expect(matches).toHaveLength(schedule.matchCount(input));
          expect(new Set(matches.map(({ promptKey, round, slot }) => `${promptKey}/${round}/${slot}`)).size).toBe(
            matches.length,
          );
          for (const { promptKey, a, b } of matches) {
            const { contestants } = input.prompts.find((prompt) => prompt.promptKey === promptKey)!;
            for (const name of [a, b]) if (name !== null) expect(contestants).toContain(name);
            expect(a === null || a !== b).toBe(true);
          }
        }),
      );
    },
  );

  it.each(kinds)('%s refuses a prompt or a contestant that is listed twice', (kind) => {
    const twice = { promptKey: 'p', contestants: ['x', 'y'] };
    expect(() => scheduleOf(kind).plan({ seed: 's', prompts: [twice, twice] })).toThrow('duplicate-prompt');
    const repeated = { promptKey: 'p', contestants: ['x', 'y', 'x'] };
    expect(() => scheduleOf(kind).matchCount({ seed: 's', prompts: [repeated] })).toThrow('duplicate-contestant');
  });

  it.each(kinds)('%s changes with the seed', (kind) => {
    const input = full({ contestants: 8, prompts: 6 });
    expect(scheduleOf(kind).plan({ ...input, seed: 'another' })).not.toEqual(scheduleOf(kind).plan(input));
  });

  it('has the stated budget', () => {
    expect(scheduleOf('knockout').plan(full({ contestants: 20, prompts: 500 }))).toHaveLength(9_500);
    expect(scheduleOf('random').plan(full({ contestants: 20, prompts: 500 }))).toHaveLength(9_500);
    expect(scheduleOf('swiss').plan(full({ contestants: 20, prompts: 500 }))).toHaveLength(10_000);
    expect(scheduleOf('league').plan(full({ contestants: 6, prompts: 10 }))).toHaveLength(150);
    expect(scheduleOf('anchored').plan(full({ contestants: 6, prompts: 10 }))).toHaveLength(50);
  });

  it('makes later matches wait only in a knockout and in Swiss rounds', () => {
    expect(kinds.filter((kind) => scheduleOf(kind).hasBracket)).toEqual(['knockout', 'swiss']);
  });
});

describe('sides outside brackets', () => {
  it.each(['league', 'random', 'anchored'] as const)(
    'of a %s are even within 1 for every contestant and pair',
    (kind) => {
      const options = { pairsPerPrompt: 5, anchors: undefined };
      fc.assert(
        fc.property(withGaps, (input) => {
          for (const imbalance of imbalances(scheduleOf(kind, options).plan(input))) {
            expect(Math.abs(imbalance)).toBeLessThanOrEqual(1);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it('are even with several anchors', () => {
    const input = full({ contestants: 9, prompts: 7 });
    const matches = scheduleOf('anchored', { anchors: ['contestant 0', 'contestant 4'] }).plan(input);
    expect(matches).toHaveLength(7 * 2 * 7);
    expect(Math.max(...imbalances(matches).map(Math.abs))).toBe(1);
  });

  it('do not follow the alphabet', () => {
    const matches = scheduleOf('league').plan(full({ contestants: 40, prompts: 1 }));
    const aFirst = matches.filter(({ first }) => first === 'a').length / matches.length;
    expect(Math.abs(aFirst - 0.5)).toBeLessThan(0.1);
  });
});

describe('random pairs', () => {
  it('never repeat on a prompt before all pairs have met, and then count replicates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 200 }), (contestants, pairsPerPrompt) => {
        const matches = scheduleOf('random', { pairsPerPrompt }).plan(full({ contestants, prompts: 1 }));
        const pairs = (contestants * (contestants - 1)) / 2;
        expect(new Set(matches.map(({ a, b, replicate }) => `${a}/${b}/${replicate}`)).size).toBe(matches.length);
        for (const { slot, replicate } of matches) expect(replicate).toBe(Math.floor(slot / pairs));
      }),
    );
  });

  it('let contestants appear nearly equally often on each prompt', () => {
    for (let contestants = 2; contestants <= 17; contestants++) {
      for (let pairsPerPrompt = 1; pairsPerPrompt <= 60; pairsPerPrompt++) {
        const matches = scheduleOf('random', { pairsPerPrompt }).plan(full({ contestants, prompts: 1 }));
        const appearances = new Map(names(contestants).map((name) => [name, 0]));
        for (const { a, b } of matches) for (const name of [a!, b!]) appearances.set(name, appearances.get(name)! + 1);
        const spread = Math.max(...appearances.values()) - Math.min(...appearances.values());
        expect(spread).toBeLessThanOrEqual(contestants % 2 === 0 ? 1 : 2);
      }
    }
  });

  it('are uniform over the pairs', () => {
    const matches = scheduleOf('random').plan(full({ contestants: 8, prompts: 4_000 }));
    const met = new Map<string, number>();
    for (const { a, b } of matches) met.set(`${a}/${b}`, (met.get(`${a}/${b}`) ?? 0) + 1);
    expect(met.size).toBe(28);
    // Each pair meets on a quarter of the prompts; 110 is four standard deviations.
    for (const times of met.values()) expect(Math.abs(times - 1_000)).toBeLessThan(110);
  });

  it('refuse a number of pairs that is not a whole number above zero', () => {
    for (const pairsPerPrompt of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => scheduleOf('random', { pairsPerPrompt })).toThrow('bad-pairs-per-prompt');
    }
  });
});

describe('anchors', () => {
  it('meet everyone but one another', () => {
    const anchors = ['contestant 1', 'contestant 2'];
    for (const { a, b } of scheduleOf('anchored', { anchors }).plan(full({ contestants: 5, prompts: 3 }))) {
      expect([a!, b!].filter((name) => anchors.includes(name))).toHaveLength(1);
    }
  });

  it('default to one contestant that answered most prompts', () => {
    const input = full({ contestants: 4, prompts: 2 });
    const prompts = [...input.prompts, { promptKey: 'extra', contestants: ['contestant 2', 'contestant 3'] }];
    const matches = scheduleOf('anchored').plan({ ...input, prompts });
    expect(matches).toHaveLength(3 + 3 + 1);
    const anchor = ['contestant 2', 'contestant 3'].filter((name) =>
      matches.every(({ a, b }) => a === name || b === name),
    );
    expect(anchor).toHaveLength(1);
  });

  it('must be contestants', () => {
    const schedule = scheduleOf('anchored', { anchors: ['nobody'] });
    expect(() => schedule.plan(full({ contestants: 3, prompts: 1 }))).toThrow('unknown-anchor');
  });
});
