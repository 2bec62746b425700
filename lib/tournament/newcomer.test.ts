import { describe, expect, it } from 'vitest';
import { newcomerMatchCount, newcomerMatches } from './newcomer.ts';

const contestants = ['new', ...Array.from({ length: 7 }, (_, index) => `c${index}`)];
const prompts = Array.from({ length: 21 }, (_, index) => ({ promptKey: `p${index}`, contestants }));
const planned = (matchesPerPrompt: number) =>
  newcomerMatches({ prompts, newcomer: 'new', matchesPerPrompt, seed: '1' });
const opponents = (matches: ReturnType<typeof planned>) => matches.map(({ a, b }) => (a === 'new' ? b : a));

describe('matches of a newcomer', () => {
  it('number log2 of the incumbents a prompt', () => {
    expect([1, 2, 3, 16, 17].map(newcomerMatchCount)).toEqual([1, 1, 2, 4, 5]);
  });

  it('are with incumbents only, each equally often and none twice on a prompt', () => {
    const matches = planned(3);
    expect(matches).toHaveLength(63);
    const counts = contestants.slice(1).map((name) => opponents(matches).filter((other) => other === name).length);
    expect(counts).toEqual([9, 9, 9, 9, 9, 9, 9]);
    for (const { promptKey } of prompts) {
      const met = opponents(matches.filter((match) => match.promptKey === promptKey));
      expect(new Set(met).size).toBe(3);
    }
  });

  it('are as many as there are incumbents when more are asked for, and none where the newcomer has no answer', () => {
    expect(planned(99)).toHaveLength(21 * 7);
    const absent = [{ promptKey: 'p', contestants: ['c0', 'c1'] }];
    expect(newcomerMatches({ prompts: absent, newcomer: 'new', matchesPerPrompt: 2, seed: '1' })).toEqual([]);
  });

  it('do not depend on the order of prompts', () => {
    const reversed = newcomerMatches({
      prompts: [...prompts].reverse(),
      newcomer: 'new',
      matchesPerPrompt: 2,
      seed: '1',
    });
    expect(reversed).toEqual(planned(2));
  });
});
