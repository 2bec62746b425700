import { expect, test } from 'vitest';
import type { GameTable } from './game-table.ts';
import { pairMatrix } from './pair-matrix.ts';

/** Games as `a b score`, weight 1. */
function tableOf(lines: readonly string[], contestants: readonly string[]): GameTable {
  const games = lines.map((line) => line.split(' '));
  const column = (index: number) => Int32Array.from(games, (game) => contestants.indexOf(game[index] as string));
  return {
    contestants: [...contestants],
    a: column(0),
    b: column(1),
    score: Float64Array.from(games, (game) => Number(game[2])),
    weight: new Float64Array(games.length).fill(1),
    prompt: null,
    promptCount: 0,
  };
}

test('two wins, a loss and a tie are 62.5 %, from either side, whoever is written first', () => {
  const { winRate, games } = pairMatrix(tableOf(['x y 1', 'y x 0', 'x y 0', 'x y 0.5'], ['x', 'y']));
  expect(winRate).toEqual([
    [null, 0.625],
    [0.375, null],
  ]);
  expect(games).toEqual([
    [0, 4],
    [4, 0],
  ]);
});

test('pairs that never met are unknown, not 0, and contestants without games have empty rows', () => {
  const { contestants, winRate, games } = pairMatrix(tableOf(['x y 1'], ['x', 'y', 'z']), ['z', 'y', 'x', 'nobody']);
  expect(contestants).toEqual(['z', 'y', 'x', 'nobody']);
  expect(winRate).toEqual([
    [null, null, null, null],
    [null, null, 0, null],
    [null, 1, null, null],
    [null, null, null, null],
  ]);
  expect(games[1]).toEqual([0, 0, 1, 0]);
});
