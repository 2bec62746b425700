import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { type JudgeCapability, learn } from '#lib/chat/judge-capability.ts';
import { RUNGS, type Rung } from '#lib/chat/reply-form.ts';
import { openDatabase } from '#lib/db/database.ts';
import { learnCapabilities } from '#lib/db/judge-capabilities.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { initialCapability } from '#lib/llm/initial-capability.ts';
import { openAiChatModel } from '#lib/llm/openai-chat-model.ts';
import { listeningServers } from '../../scripts/test-support/listening-server.ts';
import { type EndpointLimits, type OneRungJudge, oneRungJudge } from '../../scripts/test-support/one-rung-judge.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const { listen } = listeningServers();
const judges: OneRungJudge[] = [];
afterEach(async () => {
  for (const judge of judges.splice(0)) await judge.close();
});

const CALLS = 18;

async function judgeWith(limits: EndpointLimits): Promise<OneRungJudge> {
  const judge = await oneRungJudge(limits);
  judges.push(judge);
  return judge;
}

/** A league of three prompts and three contestants in both orders, asked of the judge over HTTP. */
async function play(
  scope: TeamScope,
  judge: OneRungJudge,
  { model = 'one-rung', inFlight = 4 }: { model?: string; inFlight?: number } = {},
): Promise<RunRow> {
  const run = await startedRun(database, scope, {
    ...{ benchmark: 'ladder', schedule: 'league', bothOrders: true, cacheMode: 'bypass', inFlight },
    judge: { endpoint: judge.url, model, timeoutMs: 10_000 },
  });
  return playRun(database, run, openAiChatModel({ baseUrl: judge.url, apiKey: null }));
}

async function teamWithBenchmark(name: string): Promise<TeamScope> {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name: 'ladder', prompts: 3, contestants: 3 });
  return scope;
}

async function capabilityOf({ judgeVersionId }: RunRow): Promise<JudgeCapability> {
  const { rows } = await database.query<{ capability: JudgeCapability }>(
    'SELECT capability FROM judge_version WHERE id = $1',
    [judgeVersionId],
  );
  return (rows[0] as { capability: JudgeCapability }).capability;
}

async function attemptsOf(run: RunRow): Promise<Record<string, number>> {
  const { rows } = await database.query<{ outcome: string; count: number }>(
    'SELECT a.outcome, count(*)::int AS count FROM call_attempt a JOIN call c ON c.id = a.call_id WHERE c.run_id = $1 GROUP BY 1',
    [run.id],
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

async function verdictsOf(scope: TeamScope, run: RunRow) {
  return (await runProgress(database, scope, run.id)).verdicts;
}

const ENDPOINTS = RUNGS.flatMap((rung) => (['refuses', 'ignores'] as const).map((manner) => ({ rung, manner })));

describe('a judge whose endpoint', () => {
  it.each(ENDPOINTS)(
    'can do $rung alone and $manner the rest judges a whole run, and is remembered',
    async (limits) => {
      const scope = await teamWithBenchmark(`${limits.manner}-${limits.rung}`);
      const judge = await judgeWith(limits);
      const first = await play(scope, judge);
      expect(first.state).toBe('COMPLETED');
      expect(await verdictsOf(scope, first)).toEqual({ a: CALLS / 2, b: CALLS / 2 });
      expect(await capabilityOf(first)).toMatchObject({ rung: limits.rung, settled: true });
      const attempts = Object.values(await attemptsOf(first)).reduce((sum, count) => sum + count, 0);
      expect(attempts).toBe(judge.requests.length);
      expect(first.requests).toBe(judge.requests.length);

      judge.requests.length = 0;
      const second = await play(scope, judge);
      expect(second.judgeVersionId).toBe(first.judgeVersionId);
      expect(await verdictsOf(scope, second)).toEqual({ a: CALLS / 2, b: CALLS / 2 });
      expect(judge.requests).toHaveLength(CALLS);
      expect(judge.requests.every((one) => one.rung === limits.rung && one.status === 200)).toBe(true);
    },
  );

  it('ignores every form loses no call, even one at a time', async () => {
    const scope = await teamWithBenchmark('one-at-a-time');
    const run = await play(scope, await judgeWith({ rung: 'text', manner: 'ignores' }), { inFlight: 1 });
    expect(await verdictsOf(scope, run)).toEqual({ a: CALLS / 2, b: CALLS / 2 });
    expect(await attemptsOf(run)).toEqual({ unparseable: 6, verdict: CALLS });
  });

  it('refuses the temperature, the name of the limit and the chances of tokens is asked without, after one refusal each', async () => {
    const scope = await teamWithBenchmark('fields');
    const refuses = ['temperature', 'max_tokens', 'logprobs'] as const;
    const judge = await judgeWith({ rung: 'json_schema', manner: 'refuses', refuses });
    const run = await play(scope, judge, { inFlight: 1 });
    expect(run.state).toBe('COMPLETED');
    expect(await attemptsOf(run)).toEqual({ form: 3, verdict: CALLS });
    expect(await capabilityOf(run)).toMatchObject({
      rung: 'json_schema',
      maxTokensField: 'max_completion_tokens',
      logprobs: false,
    });
    expect([...(await capabilityOf(run)).refuses].sort()).toEqual(['logprobs', 'max_tokens', 'temperature']);
    expect([...(judge.requests.at(-1)?.fields ?? [])].sort()).toEqual([
      'max_completion_tokens',
      'messages',
      'model',
      'response_format',
    ]);
  });

  it('serves a reasoning model is sent no temperature, no logprobs and no max_tokens at all', async () => {
    const scope = await teamWithBenchmark('reasoning');
    const refuses = ['temperature', 'max_tokens', 'logprobs'] as const;
    const judge = await judgeWith({ rung: 'json_schema', manner: 'refuses', refuses });
    const run = await play(scope, judge, { model: 'o4-mini' });
    expect(await attemptsOf(run)).toEqual({ verdict: CALLS });
    expect(judge.requests.every((one) => one.status === 200)).toBe(true);
  });

  it('refuses both names of the output limit is sent none', async () => {
    const scope = await teamWithBenchmark('no-limit');
    const refuses = ['max_tokens', 'max_completion_tokens'] as const;
    const judge = await judgeWith({ rung: 'json_schema', manner: 'refuses', refuses });
    const run = await play(scope, judge);
    expect(run.state).toBe('COMPLETED');
    expect((await capabilityOf(run)).maxTokensField).toBeNull();
  });
});

it('a judge that refuses whatever is sent, in whatever words, is asked a bounded number of times and pauses the run', async () => {
  const scope = await teamWithBenchmark('refuses-all');
  const asked: string[] = [];
  const base = await listen(async (request, response) => {
    asked.push((await request.toArray()).join(''));
    response.writeHead(400, { 'content-type': 'application/json' });
    const message =
      'response_format, tools, temperature, max_tokens, max_completion_tokens and logprobs are not supported';
    response.end(JSON.stringify({ error: { message } }));
  });
  const url = `${base}/v1`;
  const run = await startedRun(database, scope, {
    ...{ benchmark: 'ladder', bothOrders: true, inFlight: 1 },
    schedule: 'league',
    judge: { endpoint: url, model: 'none', timeoutMs: 10_000 },
  });
  const paused = await playRun(database, run, openAiChatModel({ baseUrl: url, apiKey: null }));
  expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked', stateNote: { code: 'rejecting' } });
  const { form, content } = await attemptsOf(run);
  expect(form).toBe(7);
  expect(asked).toHaveLength(7 + (content as number));
  expect(Object.keys(JSON.parse(asked.at(-1) ?? ''))).toEqual(['model', 'messages']);
});

describe('chances of the verdicts', () => {
  it('are stored by contestant where the endpoint gives them', async () => {
    const scope = await teamWithBenchmark('chances');
    const run = await play(scope, await judgeWith({ rung: 'json_schema', manner: 'refuses', chance: 0.9 }));
    const { rows } = await database.query<{ first: string; a: number; b: number; tie: number }>(
      `SELECT DISTINCT first, round(probability_a::numeric, 6)::float8 AS a, round(probability_b::numeric, 6)::float8 AS b, probability_tie AS tie
       FROM judgement WHERE run_id = $1 ORDER BY first`,
      [run.id],
    );
    expect(rows).toEqual([
      { first: 'a', a: 0.9, b: 0.1, tie: 0 },
      { first: 'b', a: 0.1, b: 0.9, tie: 0 },
    ]);
    expect(await capabilityOf(run)).toMatchObject({ logprobs: true });
  });

  it('are asked for no more where two replies came without, and are null', async () => {
    const scope = await teamWithBenchmark('no-chances');
    const judge = await judgeWith({ rung: 'json_schema', manner: 'refuses' });
    const run = await play(scope, judge, { inFlight: 1 });
    const asked = judge.requests.filter((one) => one.fields.includes('logprobs'));
    expect(asked).toHaveLength(2);
    const { rows } = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM judgement WHERE run_id = $1 AND probability_a IS NOT NULL',
      [run.id],
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('come along with a verdict from the cache, by contestant of the new match', async () => {
    const scope = await teamWithBenchmark('cached-chances');
    const judge = await judgeWith({ rung: 'json_schema', manner: 'refuses', chance: 0.75 });
    const settings = {
      benchmark: 'ladder',
      schedule: 'league',
      bothOrders: true,
      judge: { endpoint: judge.url, model: 'one-rung', timeoutMs: 10_000 },
    } as const;
    const model = openAiChatModel({ baseUrl: judge.url, apiKey: null });
    await playRun(database, await startedRun(database, scope, settings), model);
    const again = await playRun(database, await startedRun(database, scope, { ...settings, seed: '2' }), model);
    expect(judge.requests).toHaveLength(CALLS);
    const { rows } = await database.query<{ first: string; a: number }>(
      `SELECT DISTINCT first, round(probability_a::numeric, 6)::float8 AS a FROM judgement WHERE run_id = $1 AND source = 'cache' ORDER BY first`,
      [again.id],
    );
    expect(rows).toEqual([
      { first: 'a', a: 0.75 },
      { first: 'b', a: 0.25 },
    ]);
  });
});

it('many who learn at once from the same form take one step, whatever order they come in', async () => {
  const scope = await teamWithBenchmark('at-once');
  const run = await startedRun(database, scope, { benchmark: 'ladder', schedule: 'league' });
  const before = initialCapability({ endpoint: 'http://127.0.0.1:9/v1', model: 'scripted' });
  const form = (rung: Rung) => ({ rung, outputLimitField: 'max_tokens', logprobs: false }) as const;
  const lesson = { kind: 'refused', form: form('json_schema'), part: 'json_schema' } as const;
  const taught = [{ judgeVersionId: run.judgeVersionId, before, lessons: [lesson] }];
  const known = await Promise.all(
    Array.from({ length: 12 }, () => database.transaction((transaction) => learnCapabilities(transaction, taught))),
  );
  expect(new Set(known.map((one) => one.get(run.judgeVersionId)?.rung))).toEqual(new Set(['tool']));
  expect(await capabilityOf(run)).toMatchObject({ rung: learn(before, lesson).rung, refuses: ['json_schema'] });
});
