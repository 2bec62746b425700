import { afterAll, describe, expect, test } from 'vitest';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { openDatabase } from '../db/database.ts';
import { categoryBoards, categoryMatrices } from './category-boards.ts';
import { rankBoard } from './rank-board.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const scope = await newTeam(database, 'owner');
await smallBenchmark(database, scope, { name: 'birds', prompts: 10, contestants: 3 });
const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league', bothOrders: true });
await playRun(database, run, scriptedJudge((_, attempt) => replyOf(attempt % 3 === 0 ? 'B' : 'A')).model);
// Prompts 0 to 7, prompt 8, and one without a category.
await database.query(
  `UPDATE benchmark_prompt SET category = CASE WHEN key < 'p8' THEN 'chat' WHEN key = 'p8' THEN 'code' END WHERE version_id = $1`,
  [run.benchmarkVersionId],
);

describe('the categories of a run', () => {
  test('have a leaderboard each, and one with too few matches is marked', async () => {
    const boards = await categoryBoards(database, scope, run);
    expect(boards.map(({ category, prompts, isThin }) => ({ category, prompts, isThin }))).toEqual([
      { category: 'chat', prompts: 8, isThin: false },
      { category: 'code', prompts: 1, isThin: true },
    ]);
    expect(boards[0]?.content?.games).toBe(8 * 3 * 2);
    expect(boards[1]?.content).toMatchObject({ games: 6, warnings: [{ code: 'onePrompt' }] });
    expect(boards[1]?.content?.ratings.every(({ lower }) => lower === null)).toBe(true);
  });

  test('with all prompts in one category its leaderboard is that of the run', async () => {
    const whole = await rankBoard(database, scope, run.id);
    const [chat] = await categoryBoards(database, scope, run);
    await database.query(`UPDATE benchmark_prompt SET category = 'all' WHERE version_id = $1`, [
      run.benchmarkVersionId,
    ]);
    const [all] = await categoryBoards(database, scope, run);
    expect(all?.content?.ratings).toEqual(whole?.ratings);
    expect(chat?.content?.ratings).not.toEqual(whole?.ratings);
  });

  test('the matrix adds up to the records of the leaderboard, and mirrored cells to one', async () => {
    const content = await rankBoard(database, scope, run.id);
    const [all] = await categoryMatrices(database, scope, run);
    const { contestants, games, winRate } = all!.matrix;
    for (const [row, name] of contestants.entries()) {
      const rating = content?.ratings.find(({ contestant }) => contestant === name);
      expect(games[row]?.reduce((sum, count) => sum + count, 0)).toBe(rating?.games);
      const points = winRate[row]!.reduce<number>((sum, share, column) => sum + (share ?? 0) * games[row]![column]!, 0);
      expect(points).toBeCloseTo(rating!.wins + rating!.ties / 2, 9);
      for (const column of contestants.keys()) {
        if (row !== column) expect(winRate[row]![column]! + winRate[column]![row]!).toBeCloseTo(1, 12);
      }
    }
  });

  test('of another team’s run there are none', async () => {
    const stranger = await newTeam(database, 'stranger');
    expect(await categoryBoards(database, stranger, run)).toEqual([]);
    expect((await categoryMatrices(database, stranger, run)).map(({ matrix }) => matrix.contestants)).toEqual([[]]);
  });
});
