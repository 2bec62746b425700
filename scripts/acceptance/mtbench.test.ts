import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { type JudgementLine, judgementLines } from '#lib/db/match-lines.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { readFileChunks } from '../cli/import-files.ts';
import { recordedPairs, writeReplay } from '../test-support/mtbench-replay.ts';
import { newTeam, playRun, startedRun } from '../test-support/play-run.ts';
import { spawnReferenceJudge } from '../test-support/reference-judge.ts';
import { findSharedData } from '../test-support/shared-data.ts';
import { testDatabase } from '../test-support/test-database.ts';

/** Matches whose two orders disagree, of those with both usable: published with the data. */
const JUDGES = [
  { judge: 'gpt-4o-mini', inconsistent: 399, usable: 1193 },
  { judge: 'Qwen2.5-7B-Instruct', inconsistent: 951, usable: 1200 },
  { judge: 'Qwen2.5-14B-Instruct', inconsistent: 541, usable: 1200 },
  { judge: 'Qwen2.5-32B-Instruct', inconsistent: 371, usable: 1198 },
  { judge: 'EXAONE-3.5-32B-Instruct-AWQ', inconsistent: 506, usable: 1200 },
  { judge: 'Gemma-4-12B-it', inconsistent: 234, usable: 1180 },
];
const chosen = process.env.JOUST_FAULTS === 'full' ? JUDGES : JUDGES.slice(0, 1);

const shared = findSharedData();
const folder = join(shared ?? '', 'mtbench_en');
const { url } = await testDatabase();
const database = openDatabase({ url });
const temporary = mkdtempSync(join(tmpdir(), 'joust-mtbench-'));
afterAll(async () => {
  await database.close();
  rmSync(temporary, { recursive: true, force: true });
});

async function importBenchmark(scope: TeamScope) {
  const files = ['questions.jsonl', 'answers.jsonl.gz'].map((name) => ({
    name,
    format: 'fastchat' as const,
    chunks: readFileChunks(join(folder, name)),
  }));
  return importResponses({ database, scope, benchmark: 'mtbench_en', files });
}

async function playLeague(scope: TeamScope, judge: string, settings: { schedule?: 'league' | 'knockout' } = {}) {
  const replay = join(temporary, `${judge}.jsonl`);
  writeReplay({ folder, judge, file: replay });
  const server = await spawnReferenceJudge({ REPLAY: replay });
  if (!server) throw new Error('the reference judge is missing beside the shared data');
  const schedule = settings.schedule ?? 'league';
  const run = await startedRun(database, scope, {
    benchmark: 'mtbench_en',
    schedule,
    bothOrders: schedule === 'league',
    cacheMode: 'bypass',
    inFlight: 64,
    judge: { timeoutMs: 30_000 },
  });
  const done = await playRun(database, run, openAiChatModel({ baseUrl: server.url, apiKey: null }));
  await server.close();
  const lines: JudgementLine[] = [];
  await judgementLines(database, scope, run.id, async (page) => void lines.push(...page));
  return { run: done, lines, progress: await runProgress(database, scope, run.id) };
}

describe.skipIf(!shared)('MT-bench replayed (needs shared data)', () => {
  it.for(chosen)(
    '$judge: every judgement equals the record, and $inconsistent of $usable matches are inconsistent',
    { timeout: 180_000 },
    async ({ judge, inconsistent, usable }) => {
      const scope = await newTeam(database, judge);
      expect(await importBenchmark(scope)).toMatchObject({ prompts: 80, responses: 480 });
      const { run, lines, progress } = await playLeague(scope, judge);
      expect(run.state).toBe('COMPLETED');
      expect(Object.values(progress.calls).reduce((sum, count) => sum + count, 0)).toBe(2400);
      expect(progress.matches.inconsistent).toBe(inconsistent);
      expect(1200 - (progress.matches.unparseable ?? 0)).toBe(usable);
      expect(lines.map(byShownPosition).sort()).toEqual(recordedPairs(folder, judge).flatMap(bothOrders).sort());
    },
  );

  it('gpt-4o-mini gives the published ratings with intervals of about ±35 to ±45', { timeout: 180_000 }, async () => {
    const scope = await newTeam(database, 'ratings');
    await importBenchmark(scope);
    const { run, progress } = await playLeague(scope, 'gpt-4o-mini');
    const leaderboard = await rankBoard(database, scope, run.id);
    const expected = [1238.2, 1065.8, 1001.7, 991.8, 866.9, 835.6];
    for (const [place, rating] of expected.entries())
      expect(Math.abs((leaderboard?.ratings[place]?.rating ?? 0) - rating)).toBeLessThan(0.1);
    const widths = leaderboard?.ratings.map((one) => ((one.upper ?? 0) - (one.lower ?? 0)) / 2) ?? [];
    expect(Math.min(...widths)).toBeGreaterThan(28);
    expect(Math.max(...widths)).toBeLessThan(48);
    expect(progress.verdicts.unparseable).toBe(13);
    expect(leaderboard?.firstShownWinRate).toBeCloseTo(0.605, 2);
  });

  it('a knockout plays 400 matches with one champion a prompt', { timeout: 180_000 }, async () => {
    const scope = await newTeam(database, 'knockout');
    await importBenchmark(scope);
    const { run, progress } = await playLeague(scope, 'gpt-4o-mini', { schedule: 'knockout' });
    expect(run.plan.matches).toBe(400);
    expect(Object.values(progress.matches).reduce((sum, count) => sum + count, 0)).toBe(400);
    const { rows } = await database.query<{ prompts: number; finals: number }>(
      `SELECT count(DISTINCT prompt_id)::int AS prompts, count(*)::int AS finals FROM match WHERE run_id = $1 AND feeds_match_id IS NULL AND advanced_side IS NOT NULL`,
      [run.id],
    );
    expect(rows[0]).toEqual({ prompts: 80, finals: 80 });
  });
});

/** A judgement as the record writes it: who was shown first, and the letter by position. */
function byShownPosition(line: JudgementLine): string {
  const [first, second] =
    line.first === 'a' ? [line.contestant_a, line.contestant_b] : [line.contestant_b, line.contestant_a];
  const letter =
    line.verdict === 'a' || line.verdict === 'b' ? (line.verdict === line.first ? 'A' : 'B') : line.verdict;
  return `${line.prompt_id} ${first} ${second} ${letter === 'unparseable' ? 'error' : letter}`;
}

function bothOrders(pair: ReturnType<typeof recordedPairs>[number]): string[] {
  return [
    `${pair.question_id} ${pair.model_a} ${pair.model_b} ${pair.winner_ab}`,
    `${pair.question_id} ${pair.model_b} ${pair.model_a} ${pair.winner_ba}`,
  ];
}
