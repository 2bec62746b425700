import { afterAll, describe, expect, it } from 'vitest';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { planRejudging } from '../pipeline/plan-rejudging.ts';
import { rankBoard } from '../pipeline/rank-board.ts';
import { rejudgeRun } from '../pipeline/rejudge-run.ts';
import { listBenchmarks } from './benchmarks.ts';
import { openDatabase } from './database.ts';
import { entrantsOfRun, newestVersion, promptsOf, responsesOf } from './entrants.ts';
import { readRunGames } from './games.ts';
import { judgeFamilies } from './judge-families.ts';
import { newestLeaderboard } from './leaderboards.ts';
import { judgementLines, matchLines } from './match-lines.ts';
import { listRejudgings, rejudgedKinds, rejudgedMatches, tokensOfCall } from './rejudging.ts';
import { runProgress } from './run-progress.ts';
import { findRun, listRuns, type RunRow } from './run-row.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const owner = await newTeam(database, 'owner');
const stranger = await newTeam(database, 'stranger');
await smallBenchmark(database, owner, { name: 'secret', prompts: 2, contestants: 3 });
const run = await startedRun(database, owner, { benchmark: 'secret', schedule: 'league' });
await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
await rankBoard(database, owner, run.id);
await database.query(`UPDATE judge SET family = 'ours' WHERE team_id = $1`, [owner.teamId]);
const ended = (await findRun(database, owner, run.id)) as RunRow;
const request = { scope: { only: 'all' } as const, judges: null };
await rejudgeRun(database, ended, { ...request, shown: await planRejudging(database, ended, request) });
await playRun(database, ended, scriptedJudge(() => replyOf('B')).model);

describe('another team', () => {
  it('finds nothing by any query', async () => {
    const lines: object[] = [];
    const collect = async (page: object[]) => void lines.push(...page);
    await matchLines(database, stranger, run.id, collect);
    await judgementLines(database, stranger, run.id, collect);
    const found = {
      run: await findRun(database, stranger, run.id),
      byNumber: await findRun(database, stranger, String(run.number)),
      runs: await listRuns(database, stranger, 10),
      benchmarks: await listBenchmarks(database, stranger),
      version: await newestVersion(database, stranger, 'secret'),
      prompts: await promptsOf(database, stranger, run.benchmarkVersionId),
      entrants: await entrantsOfRun(database, stranger, run.id),
      responses: await responsesOf(database, stranger, {
        versionId: run.benchmarkVersionId,
        submissionIds: (await entrantsOfRun(database, owner, run.id)).map((entrant) => entrant.submissionId),
      }),
      games: (await readRunGames(database, stranger, run.id)).watermark,
      leaderboard: await newestLeaderboard(database, stranger, run.id),
      progress: await runProgress(database, stranger, run.id),
      ranked: await rankBoard(database, stranger, run.id),
      rejudgings: await listRejudgings(database, stranger, run.id),
      rejudged: await rejudgedMatches(database, stranger, { runId: run.id, scope: { only: 'all' } }),
      rejudgedKinds: await rejudgedKinds(database, stranger, { runId: run.id, scope: { only: 'all' } }),
      tokens: await tokensOfCall(database, stranger, run.id),
      families: [...(await judgeFamilies(database, stranger, ['scripted']))],
      lines,
    };
    expect(found).toEqual({
      run: null,
      byNumber: null,
      runs: [],
      benchmarks: [],
      version: null,
      prompts: [],
      entrants: [],
      responses: [],
      games: 0,
      leaderboard: null,
      progress: { calls: {}, verdicts: {}, matches: {}, failures: [] },
      ranked: null,
      rejudgings: [],
      rejudged: [],
      rejudgedKinds: [],
      tokens: null,
      families: [],
      lines: [],
    });
  });

  it('cannot be pointed to from a row of this team: the foreign keys carry the team', async () => {
    const { rows } = await database.query<{ table: string; column: string }>(
      `SELECT c.conrelid::regclass::text AS table, a.attname AS column
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
       WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1 AND c.confrelid::regclass::text NOT IN ('team', '"user"') AND a.attname <> 'team_id'`,
    );
    expect(rows).toEqual([]);
    const loose = await database.query<{ name: string }>(
      `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
       WHERE c.table_schema = 'public' AND c.column_name LIKE '%\\_id' AND c.data_type = 'uuid' AND NOT EXISTS (
         SELECT 1 FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
         WHERE k.contype = 'f' AND k.conrelid = format('%I', c.table_name)::regclass AND a.attname = c.column_name) ORDER BY 1`,
    );
    // The two responses of a match again, in id order, for the unique key.
    expect(loose.rows.map((row) => row.name)).toEqual(['match.high_response_id', 'match.low_response_id']);
    await expect(
      database.query('UPDATE match SET team_id = $1 WHERE run_id = $2', [stranger.teamId, run.id]),
    ).rejects.toThrow('foreign key');
  });

  it('shares no table without a team, but for accounts', async () => {
    const { rows } = await database.query<{ name: string }>(
      `SELECT t.table_name AS name FROM information_schema.tables t
       WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND NOT EXISTS (
         SELECT 1 FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = t.table_name AND c.column_name = 'team_id')
       ORDER BY 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(['_prisma_migrations', 'session', 'team', 'user', 'verification']);
  });
});
