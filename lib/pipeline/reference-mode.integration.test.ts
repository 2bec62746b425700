import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { rankBoard } from './rank-board.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const PROMPTS = 10;

/** c1 beats the reference c0 on 8 of 10 prompts, c2 on 5, c3 on none. */
const WINS = [0, 8, 5, 0];

const judge = () =>
  scriptedJudge((request) => {
    const text = request.messages.map((message) => message.content).join('\n');
    const [first, second] = [...text.matchAll(/Answer (\d) to prompt (\d)/g)].map(([, contestant, prompt]) => {
      return { contestant: Number(contestant), prompt: Number(prompt) };
    });
    const other = first?.contestant === 0 ? second : first;
    const otherWins = (other?.prompt ?? 0) < (WINS[other?.contestant ?? 0] ?? 0);
    return replyOf(otherWins === (other === first) ? 'A' : 'B');
  });

describe('reference mode (row 35)', () => {
  it('plays n·|X| matches against the named contestant, and the leaderboard shows everybody’s win rate against it', async () => {
    const scope = await newTeam(database, 'reference');
    await smallBenchmark(database, scope, { name: 'reference', prompts: PROMPTS, contestants: WINS.length });
    const run = await startedRun(database, scope, { benchmark: 'reference', schedule: 'anchored', anchors: ['c0'] });
    const others = WINS.length - 1;
    expect(run.plan).toMatchObject({ matches: others * PROMPTS, calls: others * PROMPTS });
    const scripted = judge();
    await playRun(database, run, scripted.model);
    expect(scripted.requests).toHaveLength(others * PROMPTS);
    const { rows } = await database.query<{ other: string; matches: number; first: number }>(
      `SELECT CASE WHEN a.name = 'c0' THEN b.name ELSE a.name END AS other, count(*)::int AS matches,
         (count(*) FILTER (WHERE (a.name = 'c0') = (m.first = 'a')))::int AS first
       FROM match m JOIN contestant a ON a.id = m.contestant_a_id JOIN contestant b ON b.id = m.contestant_b_id
       WHERE m.run_id = $1 AND 'c0' IN (a.name, b.name) GROUP BY 1 ORDER BY 1`,
      [run.id],
    );
    expect(rows).toEqual(['c1', 'c2', 'c3'].map((other) => ({ other, matches: PROMPTS, first: PROMPTS / 2 })));
    await rankBoard(database, scope, run.id);
    const board = await newestLeaderboard(database, scope, run.id);
    expect(board?.content.winRates?.reference).toBe('c0');
    const rates = board?.content.winRates?.rates ?? [];
    expect(rates.map(({ contestant, winRate, units }) => [contestant, winRate, units])).toEqual([
      ['c1', 80, PROMPTS],
      ['c0', 50, 0],
      ['c2', 50, PROMPTS],
      ['c3', 0, PROMPTS],
    ]);
    // sd of eight ones and two zeros over √10, in percent.
    expect(rates[0]?.se).toBeCloseTo(100 * Math.sqrt(1.6 / 9 / 10), 9);
  });
});
