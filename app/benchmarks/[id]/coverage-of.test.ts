import { expect, test } from 'vitest';
import { coverageOf } from './coverage-of.ts';

test('gaps are counted by contestant and category, and who lacks most stands first', () => {
  const entrants = ['a', 'b'].map((name) => ({
    contestantId: `c${name}`,
    name,
    submissionId: `s${name}`,
    family: null,
  }));
  const gap = (submissionId: string, category: string | null, kind: 'missing' | 'empty') => {
    return { submissionId, promptKey: 'p', category, kind };
  };
  const rows = coverageOf({
    entrants,
    categories: [
      { category: 'x', prompts: 3 },
      { category: null, prompts: 2 },
    ],
    gaps: [gap('sa', 'x', 'empty'), gap('sb', 'x', 'missing'), gap('sb', null, 'missing')],
  });
  expect(rows.map(({ name, all, cells }) => ({ name, all, cells }))).toEqual([
    {
      name: 'b',
      all: { prompts: 5, missing: 2, empty: 0 },
      cells: [
        { prompts: 3, missing: 1, empty: 0 },
        { prompts: 2, missing: 1, empty: 0 },
      ],
    },
    {
      name: 'a',
      all: { prompts: 5, missing: 0, empty: 1 },
      cells: [
        { prompts: 3, missing: 0, empty: 1 },
        { prompts: 2, missing: 0, empty: 0 },
      ],
    },
  ]);
});
