import { expect, test } from 'vitest';
import { matrixCsv } from './matrix-csv.ts';
import { orderedMatrix } from './ordered-matrix.ts';

const matrix = {
  contestants: ['=a', 'b', 'c'],
  winRate: [
    [null, 0.25, null],
    [0.75, null, 1],
    [null, 0, null],
  ],
  games: [
    [0, 4, 0],
    [4, 0, 1],
    [0, 1, 0],
  ],
};

test('writes one line for each side of a pair that met, formulas made inert', () => {
  expect(matrixCsv(matrix).split('\r\n')).toEqual([
    'contestant,opponent,winRate,games',
    "'=a,b,0.25,4",
    "b,'=a,0.75,4",
    'b,c,1,1',
    'c,b,0,1',
    '',
  ]);
});

test('stands in the order of the leaderboard, strangers last, every cell still of its pair', () => {
  const ordered = orderedMatrix(matrix, ['c', 'b']);
  expect(ordered.contestants).toEqual(['c', 'b', '=a']);
  expect(ordered.winRate[1]).toEqual([1, null, 0.75]);
  expect(ordered.games[2]).toEqual([0, 4, 0]);
});
