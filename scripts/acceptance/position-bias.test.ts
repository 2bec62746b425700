import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { newTeam, playRun, startedRun } from '../test-support/play-run.ts';
import { spawnReferenceJudge } from '../test-support/reference-judge.ts';
import { findSharedData } from '../test-support/shared-data.ts';
import { smallBenchmark } from '../test-support/small-benchmark.ts';
import { testDatabase } from '../test-support/test-database.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

/** How often each contestant, and each contestant of each pair, is shown first and second. */
async function timesShown(runId: string) {
  const { rows } = await database.query<{ contestant: string; rival: string; first: number; second: number }>(
    `SELECT c.name AS contestant, o.name AS rival, count(*) FILTER (WHERE m.first = s.side)::int AS first, count(*) FILTER (WHERE m.first <> s.side)::int AS second
     FROM match m CROSS JOIN (VALUES ('a'::side), ('b'::side)) AS s (side)
     JOIN contestant c ON c.id = CASE s.side WHEN 'a' THEN m.contestant_a_id ELSE m.contestant_b_id END
     JOIN contestant o ON o.id = CASE s.side WHEN 'a' THEN m.contestant_b_id ELSE m.contestant_a_id END
     WHERE m.run_id = $1 GROUP BY 1, 2`,
    [runId],
  );
  return rows;
}

describe.skipIf(!findSharedData())(
  'a judge that prefers the answer shown first in 60 of 100 matches (needs shared data)',
  () => {
    it('is found out: 0.60 ± 0.02; everybody was shown first as often as second', { timeout: 120_000 }, async () => {
      const scope = await newTeam(database, 'position');
      await smallBenchmark(database, scope, { name: 'position', prompts: 90, contestants: 12 });
      const judge = await spawnReferenceJudge({ FIRST_RATE: '0.6' });
      if (!judge) throw new Error('the reference judge is missing beside the shared data');
      const run = await startedRun(database, scope, {
        benchmark: 'position',
        schedule: 'league',
        cacheMode: 'bypass',
        inFlight: 64,
        judge: { timeoutMs: 30_000 },
      });
      const done = await playRun(database, run, openAiChatModel({ baseUrl: judge.url, apiKey: null }));
      await judge.close();
      expect(done.state).toBe('COMPLETED');
      const leaderboard = await rankBoard(database, scope, run.id);
      expect(leaderboard?.games).toBe(90 * 66);
      expect(Math.abs((leaderboard?.firstShownWinRate as number) - 0.6)).toBeLessThanOrEqual(0.02);

      const shown = await timesShown(run.id);
      expect(shown).toHaveLength(12 * 11);
      for (const { first, second } of shown) expect(Math.abs(first - second)).toBeLessThanOrEqual(1);
      for (const rows of Map.groupBy(shown, (row) => row.contestant).values()) {
        const sum = (side: 'first' | 'second') => rows.reduce((total, row) => total + row[side], 0);
        expect(Math.abs(sum('first') - sum('second'))).toBeLessThanOrEqual(1);
      }
    });
  },
);
