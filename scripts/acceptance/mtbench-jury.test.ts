import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ChatModel } from '#lib/chat/chat-model.ts';
import { openDatabase } from '#lib/db/database.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { Combination } from '#lib/judging/combine-jury.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { importResponses } from '#lib/pipeline/import-responses.ts';
import { rankBoard } from '#lib/pipeline/rank-board.ts';
import { readFileChunks } from '../cli/import-files.ts';
import { writeReplay } from '../test-support/mtbench-replay.ts';
import { newTeam, playJury, startedRun } from '../test-support/play-run.ts';
import { type CountedMatch, countJury, type RecordedJuror } from '../test-support/recorded-jury.ts';
import { type ReferenceJudge, spawnReferenceJudge } from '../test-support/reference-judge.ts';
import { findSharedData } from '../test-support/shared-data.ts';
import { testDatabase } from '../test-support/test-database.ts';

const JURY: readonly (RecordedJuror & { relative?: string })[] = [
  { judge: 'gpt-4o-mini', weight: 2 },
  { judge: 'EXAONE-3.5-32B-Instruct-AWQ', weight: 1, relative: 'EXAONE-3.5-7.8B-Instruct' },
  { judge: 'Gemma-4-12B-it', weight: 1.5, relative: 'gemma-2-9b-it' },
];
const SOME = ['EXAONE-3.5-7.8B-Instruct', 'Mistral-7B-Instruct-v0.3', 'gemma-2-9b-it'];
const ALL = [...SOME, 'EEVE-Korean-Instruct-10.8B', 'Llama-3.1-8B-Instruct', 'Phi-3.5-mini-Instruct'];
const contestants = process.env.JOUST_FAULTS === 'full' ? ALL : SOME;
const pairs = (contestants.length * (contestants.length - 1)) / 2;

const shared = findSharedData();
const folder = join(shared ?? '', 'mtbench_en');
const { url } = await testDatabase();
const database = openDatabase({ url });
const temporary = mkdtempSync(join(tmpdir(), 'joust-jury-'));
const servers: ReferenceJudge[] = [];
const models = new Map<string, ChatModel>();
let scope: TeamScope;
afterAll(async () => {
  for (const server of servers) await server.close();
  await database.close();
  rmSync(temporary, { recursive: true, force: true });
});

async function startJudges(): Promise<void> {
  for (const { judge } of JURY) {
    const replay = join(temporary, `${judge}.jsonl`);
    writeReplay({ folder, judge, file: replay });
    const server = await spawnReferenceJudge({ REPLAY: replay });
    if (!server) throw new Error('the reference judge is missing beside the shared data');
    servers.push(server);
    models.set(server.url, openAiChatModel({ baseUrl: server.url, apiKey: null }));
  }
}

async function play(combination: Combination, excludeFamily = false): Promise<RunRow> {
  const judges = JURY.map(({ judge, weight }, seat) => ({
    ...{ model: judge, weight, endpoint: servers[seat]?.url as string, timeoutMs: 30_000 },
  }));
  const rule = { combination, excludeFamily, schedule: 'league', bothOrders: true } as const;
  const run = await startedRun(database, scope, {
    benchmark: 'mtbench_en',
    contestants,
    judges,
    inFlight: 64,
    ...rule,
  });
  return playJury(database, run, (endpoint) => models.get(endpoint) as ChatModel);
}

/** State and number of judges of every match, by question and contestants, as Joust stored them. */
async function storedMatches(run: RunRow): Promise<Map<string, { state: string; asked: number }>> {
  const { rows } = await database.query<{ pair: string; state: string; asked: number }>(
    `SELECT bp.key || ' ' || ca.name || ' ' || cb.name AS pair, m.state,
       (SELECT count(DISTINCT judge_version_id)::int FROM judgement j WHERE j.match_id = m.id) AS asked
     FROM match m JOIN run r ON r.id = m.run_id JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id
     JOIN contestant ca ON ca.id = m.contestant_a_id JOIN contestant cb ON cb.id = m.contestant_b_id WHERE m.run_id = $1`,
    [run.id],
  );
  return new Map(
    rows.map(({ pair, state, asked }) => [pair, { state: USABLE.has(state) ? state : 'unusable', asked }]),
  );
}
const USABLE = new Set(['a', 'b', 'tie', 'inconsistent']);

function byPair(counted: readonly CountedMatch[]) {
  return new Map(counted.map(({ pair, state, asked }) => [pair, { state, asked }]));
}

/** Games, wins, losses and ties of each contestant. */
function records(counted: readonly CountedMatch[]): Record<string, number[]> {
  const lines = Object.fromEntries(contestants.map((name) => [name, [0, 0, 0, 0]]));
  for (const { pair, orders } of counted) {
    const [, a, b] = pair.split(' ') as [string, string, string];
    for (const verdict of orders) {
      if (verdict === null) continue;
      for (const name of [a, b]) {
        const line = lines[name] as number[];
        const column = verdict === 'tie' ? 3 : (verdict === 'a') === (name === a) ? 1 : 2;
        line[0] = (line[0] ?? 0) + 1;
        line[column] = (line[column] ?? 0) + 1;
      }
    }
  }
  return lines;
}

describe.skipIf(!shared)(
  'a jury of three recorded judges on MT-bench (needs shared data)',
  { timeout: 400_000 },
  () => {
    beforeAll(async () => {
      await startJudges();
      scope = await newTeam(database, 'jury');
      const files = ['questions.jsonl', 'answers.jsonl.gz'].map((name) => ({
        ...{ name, format: 'fastchat' as const, chunks: readFileChunks(join(folder, name)) },
      }));
      await importResponses({ database, scope, benchmark: 'mtbench_en', files });
    });

    it.for(['majority', 'weighted'] as const)(
      '%s: every match and every record equal an independent count',
      async (rule) => {
        const run = await play(rule);
        expect(run).toMatchObject({ state: 'COMPLETED', plan: { calls: pairs * 80 * 2 * 3 } });
        const counted = countJury(folder, JURY, { weighted: rule === 'weighted', contestants });
        expect(counted).toHaveLength(pairs * 80);
        expect(await storedMatches(run)).toEqual(byPair(counted));
        const board = await rankBoard(database, scope, run.id);
        expect(
          Object.fromEntries(
            board?.ratings.map((one) => [one.contestant, [one.games, one.wins, one.losses, one.ties]]) ?? [],
          ),
        ).toEqual(records(counted));
      },
    );

    it('excluding families changes the matches of relatives, and no others', async () => {
      const run = await play('majority', true);
      const related = (pair: string) => JURY.filter(({ relative }) => relative && pair.includes(` ${relative}`)).length;
      const everybody = byPair(countJury(folder, JURY, { weighted: false, contestants }));
      const jury = JURY.map((one) => ({ ...one, ...(one.relative && { excluded: one.relative }) }));
      const expected = byPair(countJury(folder, jury, { weighted: false, contestants }));
      const stored = await storedMatches(run);
      expect(stored).toEqual(expected);
      expect(run.plan.calls).toBe([...expected.values()].reduce((sum, { asked }) => sum + 2 * asked, 0));
      const { calls } = await runProgress(database, scope, run.id);
      expect(Object.values(calls).reduce((sum, count) => sum + count, 0)).toBe(run.plan.calls);
      for (const [pair, { state, asked }] of stored) {
        expect(asked).toBe(3 - related(pair));
        if (related(pair) === 0) expect(state).toBe(everybody.get(pair)?.state);
      }
      expect([...stored].filter(([pair, { state }]) => state !== everybody.get(pair)?.state).length).toBeGreaterThan(0);
    });
  },
);
