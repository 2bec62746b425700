import { expect, test } from 'vitest';
import { DOMINANCE } from '#lib/ranking/dominance.ts';
import { rankGames } from '#lib/ranking/rank-games.ts';
import { flagKey, rankingWarning } from './ranking-warning.ts';

/** Two contestants of whom one wins all, on two prompts; two more that never meet them. */
const ranking = rankGames(
  {
    contestants: ['a', 'b', 'c', 'd'],
    a: Int32Array.of(0, 0, 2, 2),
    b: Int32Array.of(1, 1, 3, 3),
    score: Float64Array.of(1, 1, 1, 0),
    weight: new Float64Array(4).fill(1),
    prompt: Int32Array.of(0, 1, 0, 1),
    promptCount: 2,
  },
  { rounds: 20 },
);

test('every warning of a ranking has a message', () => {
  const keys = ranking.warnings.map((warning) => rankingWarning(warning).key);
  expect(keys).toEqual(expect.arrayContaining(['groups', 'prior', 'fewPrompts']));
  expect(keys).not.toContain(null);
});

test('every flag of a ranking has a message', () => {
  for (const text of Object.values(DOMINANCE)) expect(flagKey(text)).not.toBeNull();
});

test('a sentence nobody has translated yet is shown as it is', () => {
  expect(rankingWarning('Something new.')).toEqual({ key: null, text: 'Something new.' });
});
