import { expect, it } from 'vitest';
import type { RunGames } from '#lib/db/games.ts';
import type { Juror } from '#lib/judging/jurors-of-match.ts';
import { gamesOfJury, type JurySettings } from './jury-games.ts';

const juror = (judgeVersionId: string, more: Partial<Juror> = {}): Juror => ({
  ...{ judgeVersionId, seat: 0, weight: 1, categories: [], family: null, generation: 0 },
  ...more,
});
const settings: JurySettings = { bothOrders: false, samples: 1, combination: 'separate', excludeFamily: false };

/** Judgements as lines `match a b prompt judge order verdict generation`. */
function gamesFrom(jury: Juror[], lines: [number, number, number, number, string, number, string, number][]): RunGames {
  const column = <Place extends number>(place: Place) => lines.map((line) => line[place]);
  return {
    contestants: ['one', 'two', 'three'],
    families: ['meta', null, 'qwen'],
    promptKeys: ['p', 'q'],
    categories: ['coding', null],
    jury,
    match: column(0) as number[],
    a: column(1) as number[],
    b: column(2) as number[],
    prompt: column(3) as number[],
    judgeVersionId: column(4) as string[],
    order: column(5) as number[],
    verdict: column(6) as string[],
    fraction: lines.map(() => null),
    generation: column(7) as number[],
    rejudged: 0,
    watermark: lines.length,
  };
}

it('weighs each judgement by the judges of its own match: category, families and generation', () => {
  const jury = [
    juror('general'),
    juror('coder', { categories: ['coding'] }),
    juror('llama', { seat: 1, weight: 3, family: 'meta' }),
    juror('later', { generation: 1 }),
  ];
  const games = gamesFrom(jury, [
    [0, 1, 2, 0, 'coder', 1, 'a', 0],
    [0, 1, 2, 0, 'llama', 1, 'b', 0],
    [1, 1, 2, 1, 'general', 2, 'tie', 0],
    [1, 1, 2, 1, 'llama', 2, 'refused', 0],
    // A relative of the second judge plays: the first is alone.
    [2, 0, 1, 1, 'general', 1, 'b', 0],
    [3, 1, 2, 1, 'later', 1, 'b', 1],
  ]);
  expect(gamesOfJury(games, { ...settings, excludeFamily: true })).toEqual([
    { row: 0, order: 1, verdict: 'a', weight: 0.25 },
    { row: 1, order: 1, verdict: 'b', weight: 0.75 },
    { row: 2, order: 2, verdict: 'tie', weight: 0.25 },
    { row: 4, order: 1, verdict: 'b', weight: 1 },
    { row: 5, order: 1, verdict: 'b', weight: 1 },
  ]);
});

it('gives one game for each order where judges are combined', () => {
  const jury = ['x', 'y', 'z'].map((id, seat) => juror(id, { seat }));
  const verdicts = ['a', 'b', 'a', 'tie', 'tie', 'refused'];
  const games = gamesFrom(
    jury,
    verdicts.map((verdict, index) => [0, 0, 1, 0, ['x', 'y', 'z'][index % 3] as string, index < 3 ? 1 : 2, verdict, 0]),
  );
  expect(gamesOfJury(games, { ...settings, bothOrders: true, combination: 'majority' })).toEqual([
    { row: 0, order: 1, verdict: 'a', weight: 0.5 },
    { row: 0, order: 2, verdict: 'tie', weight: 0.5 },
  ]);
});

it('is the same for one judge under every rule', () => {
  const games = gamesFrom(
    [juror('x', { weight: 7 })],
    [
      [0, 0, 1, 0, 'x', 1, 'a', 0],
      [0, 0, 1, 0, 'x', 2, 'error', 0],
    ],
  );
  for (const combination of ['separate', 'majority', 'weighted'] as const)
    expect(gamesOfJury(games, { ...settings, bothOrders: true, combination })).toEqual([
      { row: 0, order: 1, verdict: 'a', weight: 0.5 },
    ]);
});
