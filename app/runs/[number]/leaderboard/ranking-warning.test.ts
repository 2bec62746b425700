import { expect, test } from 'vitest';
import { DOMINANCE } from '#lib/ranking/dominance.ts';
import { gameTable } from '#lib/ranking/game-table.ts';
import { rankGames } from '#lib/ranking/rank-games.ts';
import { MISSING_LIMIT } from '#lib/ranking/rating-limits.ts';
import { flagKey, rankingWarning } from './ranking-warning.ts';

/** One game a prompt, in the order of the scores. */
function meet(contestantA: string, contestantB: string, scores: readonly number[]) {
  return scores.map((score, index) => ({ contestantA, contestantB, score, promptId: `p${index}` }));
}

const won = Array<number>(12).fill(1);
const even = won.map((_, index) => index % 2);
const games = [
  ...meet('a', 'b', even),
  ...meet(
    'b',
    'c',
    won.map((_, index) => Number(index % 3 === 0)),
  ),
  ...meet('top', 'a', won),
  ...meet('b', 'last', won),
  ...meet('rare', 'a', [1]),
  ...meet('first', 'second', won),
  ...meet('second', 'third', won),
  ...meet('tied', 'same', Array<number>(12).fill(0.5)),
];
const rankings = [
  rankGames(gameTable(games), { rounds: 60 }),
  rankGames(gameTable(games.slice(0, 4)), { rounds: 60 }),
  rankGames(gameTable(games.slice(0, 2)), { rounds: 60, rowIntervals: true }),
  rankGames(gameTable(games), { rounds: 60, rowIntervals: true }),
  rankGames(gameTable(meet('a', 'b', won.with(0, 0))), { rounds: 300 }),
];

test('every warning of a ranking has a message', () => {
  const keys = rankings.flatMap(({ warnings }) => warnings.map((warning) => rankingWarning(warning).key));
  expect(new Set(keys)).toEqual(
    new Set([
      ...['groups', 'prior', 'priorRounds', 'fewPrompts', 'tooFew', 'rowIntervals'],
      ...['limitFewPrompts', 'limitFewGames', 'limitUnplaced', 'limitNoSpread', 'limitNoUpper', 'limitNoLower'],
    ]),
  );
  expect(rankingWarning(rankings[1]!.warnings[0]!)).toEqual({ key: 'tooFew', a: '4', b: '6' });
});

test('every flag of a ranking has a message', () => {
  for (const text of [...Object.values(DOMINANCE), ...Object.values(MISSING_LIMIT)]) {
    expect(flagKey(text)).not.toBeNull();
  }
});

test('a sentence nobody has translated yet is shown as it is', () => {
  expect(rankingWarning('Something new.')).toEqual({ key: null, text: 'Something new.' });
});
