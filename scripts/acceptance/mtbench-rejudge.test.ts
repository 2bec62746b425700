import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { planRejudging } from '#lib/pipeline/plan-rejudging.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { rejudgeRun } from '#lib/pipeline/rejudge-run.ts';
import { seatSettings } from '#lib/pipeline/run-settings.ts';
import { readFileChunks } from '../cli/import-files.ts';
import { writeReplay } from '../test-support/mtbench-replay.ts';
import { newTeam, playRun, startedRun } from '../test-support/play-run.ts';
import { type CountedMatch, countJury } from '../test-support/recorded-jury.ts';
import { type ReferenceJudge, spawnReferenceJudge } from '../test-support/reference-judge.ts';
import { findSharedData } from '../test-support/shared-data.ts';
import { testDatabase } from '../test-support/test-database.ts';

const FIRST = 'gpt-4o-mini';
const SECOND = 'Gemma-4-12B-it';
const SOME = ['EXAONE-3.5-7.8B-Instruct', 'Mistral-7B-Instruct-v0.3', 'gemma-2-9b-it'];
const ALL = [...SOME, 'EEVE-Korean-Instruct-10.8B', 'Llama-3.1-8B-Instruct', 'Phi-3.5-mini-Instruct'];
const contestants = process.env.JOUST_FAULTS === 'full' ? ALL : SOME;

const shared = findSharedData();
const folder = join(shared ?? '', 'mtbench_en');
const { url } = await testDatabase();
const database = openDatabase({ url });
const temporary = mkdtempSync(join(tmpdir(), 'joust-rejudge-'));
const servers: ReferenceJudge[] = [];
afterAll(async () => {
  for (const server of servers) await server.close();
  await database.close();
  rmSync(temporary, { recursive: true, force: true });
});

async function recorded(judge: string) {
  const replay = join(temporary, `${judge}.jsonl`);
  writeReplay({ folder, judge, file: replay });
  const server = await spawnReferenceJudge({ REPLAY: replay });
  if (!server) throw new Error('the reference judge is missing beside the shared data');
  servers.push(server);
  return server;
}

async function rowsOf<Row extends object>(sql: string, run: RunRow): Promise<Row[]> {
  return (await database.query<Row & Record<string, unknown>>(sql, [run.id])).rows;
}
const OLD = 'SELECT * FROM judgement WHERE run_id = $1 AND generation = 0 ORDER BY id';
const BRACKET =
  'SELECT id, advanced_side, advanced_by, feeds_match_id, feeds_side FROM match WHERE run_id = $1 ORDER BY id';

async function startedLeague(endpoint: string): Promise<RunRow> {
  const scope = await newTeam(database, 'rejudge');
  const files = ['questions.jsonl', 'answers.jsonl.gz'].map((name) => ({
    ...{ name, format: 'fastchat' as const, chunks: readFileChunks(join(folder, name)) },
  }));
  await importResponses({ database, scope, benchmark: 'mtbench_en', files });
  const judge = { model: FIRST, endpoint, timeoutMs: 30_000 };
  const rule = { schedule: 'league', bothOrders: true, inFlight: 64 } as const;
  return startedRun(database, scope, { benchmark: 'mtbench_en', contestants, judge, ...rule });
}

/** What each match should be afterwards: the second judge's word where the first contradicted itself and the second is usable. */
function expectedMatches(): (CountedMatch & { from: number })[] {
  const count = (judge: string) => countJury(folder, [{ judge, weight: 1 }], { weighted: false, contestants });
  const second = new Map(count(SECOND).map((match) => [match.pair, match]));
  return count(FIRST).map((match) => {
    const other = second.get(match.pair);
    const isTaken = match.state === 'inconsistent' && other !== undefined && other.state !== 'unusable';
    return isTaken ? { ...other, from: 1 } : { ...match, from: 0 };
  });
}

function gamesOf(matches: readonly CountedMatch[]): Record<string, number> {
  const games = Object.fromEntries(contestants.map((name) => [name, 0]));
  for (const { pair, orders } of matches) {
    for (const verdict of orders) {
      const [, a, b] = pair.split(' ') as [string, string, string];
      if (verdict === 'a') games[a] = (games[a] ?? 0) + 1;
      if (verdict === 'b') games[b] = (games[b] ?? 0) + 1;
    }
  }
  return games;
}

describe.skipIf(!shared)('MT-bench judged again (needs shared data)', () => {
  it('asks another judge about the inconsistent matches and nothing else', { timeout: 400_000 }, async () => {
    const [first, second] = [await recorded(FIRST), await recorded(SECOND)];
    const run = await startedLeague(first.url);
    const scope = teamScope(run.teamId);
    const done = await playRun(database, run, openAiChatModel({ baseUrl: first.url, apiKey: null }));
    const before = {
      board: await rankBoard(database, scope, run.id),
      old: await rowsOf(OLD, run),
      bracket: await rowsOf(BRACKET, run),
    };
    const inconsistent = countJury(folder, [{ judge: FIRST, weight: 1 }], { weighted: false, contestants }).filter(
      (match) => match.state === 'inconsistent',
    ).length;

    const judges = [
      seatSettings.parse({ model: SECOND, endpoint: second.url, timeoutMs: 30_000, inputPrice: 1, outputPrice: 1 }),
    ];
    const request = { scope: { only: 'inconsistent' as const }, judges };
    const shown = await planRejudging(database, done, request);
    expect(shown).toMatchObject({ matches: inconsistent, calls: 2 * inconsistent, generation: 1 });
    await rejudgeRun(database, done, { ...request, shown });
    const again = await playRun(database, done, openAiChatModel({ baseUrl: second.url, apiKey: null }));
    expect(again.state).toBe('COMPLETED');
    // A reply without a verdict is asked for once more; questions are counted, and none was put to the first judge.
    expect(await second.stats()).toMatchObject({ unknown: 0 });
    const calls = await rowsOf<{ pair: string }>(
      'SELECT subject_key AS pair FROM call WHERE run_id = $1 AND generation = 1',
      run,
    );
    expect(calls).toHaveLength(2 * inconsistent);
    expect((await first.stats()).answered).toBe(run.requests + done.requests);

    expect(await rowsOf(OLD, run)).toEqual(before.old);
    expect(await rowsOf(BRACKET, run)).toEqual(before.bracket);
    const stored = await rowsOf<{ pair: string; state: string; from: number }>(
      `SELECT bp.key || ' ' || ca.name || ' ' || cb.name AS pair, m.state, m.generation AS from FROM match m JOIN run r ON r.id = m.run_id
       JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
       JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id WHERE m.run_id = $1`,
      run,
    );
    const expected = expectedMatches();
    expect(
      new Map(stored.map((one) => [one.pair, [one.state === 'unparseable' ? 'unusable' : one.state, one.from]])),
    ).toEqual(new Map(expected.map((one) => [one.pair, [one.state, one.from]])));
    const board = await rankBoard(database, scope, run.id);
    expect(board?.rejudged).toEqual({ matches: expected.filter(({ from }) => from === 1).length, generation: 1 });
    expect(Object.fromEntries(board?.ratings.map((one) => [one.contestant, one.wins]) ?? [])).toEqual(
      gamesOf(expected),
    );
    expect(board?.ratings.map(({ rating }) => rating)).not.toEqual(before.board?.ratings.map(({ rating }) => rating));
    expect((await newestLeaderboard(database, scope, run.id))?.final).toBe(true);
  });
});
