import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { ChatFailure } from '#lib/chat/chat-failure.ts';
import type { ChatRequest } from '#lib/chat/chat-model.ts';
import { openDatabase } from '#lib/db/database.ts';
import { listJudgeMonths, setJudgeCap } from '#lib/db/judge-months.ts';
import { type MatchLine, matchLines } from '#lib/db/match-lines.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import type { RejudgingScope } from '#lib/judging/rejudging-scope.ts';
import { again, newTeam, playJury, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { billByCharacters, talkativeJudge } from '../../scripts/test-support/talkative-judge.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { pauseRun, resumeRun, retryRun } from './control-run.ts';
import { importResponses } from './import-responses.ts';
import { planRejudging } from './plan-rejudging.ts';
import { rankBoard } from './rank-board.ts';
import { rejudgeRun } from './rejudge-run.ts';
import { type RunSettingsInput, type SeatSettings, seatSettings } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const INCONSISTENT: RejudgingScope = { only: 'inconsistent' };
const ALL: RejudgingScope = { only: 'all' };

const textOf = (request: ChatRequest) => request.messages.map(({ content }) => content).join('\n');

/** The prompt of a request, and the contestants that it shows, in order. */
function shownIn(request: ChatRequest): { prompt: number; first: number; second: number } {
  const [one, other] = [...textOf(request).matchAll(/Answer (\d+) to prompt (\d+)/g)];
  return { prompt: Number(one?.[2]), first: Number(one?.[1]), second: Number(other?.[1]) };
}

/** Prefers the lower number; on the first `biased` prompts whatever is shown first. */
const judgeWithBias = (biased: number) =>
  scriptedJudge((request) => {
    const { prompt, first, second } = shownIn(request);
    return replyOf(prompt < biased || first < second ? 'A' : 'B');
  });

async function linesOf(scope: TeamScope, run: RunRow): Promise<MatchLine[]> {
  const lines: MatchLine[] = [];
  await matchLines(database, scope, run.id, async (page) => void lines.push(...page));
  return lines;
}

/** Who met whom on each prompt, in which round and place, with what came of it. */
async function bracketOf(scope: TeamScope, run: RunRow): Promise<string[]> {
  const lines = await linesOf(scope, run);
  return lines
    .map((line) => `${line.prompt_id} ${line.round} ${line.contestant_a}-${line.contestant_b} ${line.advanced}`)
    .sort();
}

async function rejudge(run: RunRow, scope: RejudgingScope, judges: SeatSettings[] | null = null) {
  const plan = await planRejudging(database, run, { scope, judges });
  await rejudgeRun(database, run, { scope, judges, shown: plan });
  return plan;
}

describe('a jury of two with two templates, two samples, both orders and a trial', () => {
  const at = (host: string) => `http://${host}.invalid/v1`;

  /** Six prompts, three of them with a context in a category of their own; on `p0` two answers are the same. */
  async function birds(name: string): Promise<TeamScope> {
    const scope = await newTeam(database, name);
    const prompts = Array.from({ length: 6 }, (_, prompt) => ({
      prompt_id: `p${prompt}`,
      prompt: `Question ${prompt}?`,
      category: prompt % 2 === 0 ? 'facts' : 'fun',
      ...(prompt % 2 === 0 && { context: `Context of ${prompt}.` }),
    }));
    const answers = [0, 1, 2].flatMap((contestant) =>
      prompts.map(({ prompt_id }, prompt) => ({
        prompt_id,
        contestant: `c${contestant}`,
        response: `Answer ${prompt === 0 && contestant === 2 ? 1 : contestant} to prompt ${prompt}.`,
      })),
    );
    await importResponses({
      database,
      scope,
      benchmark: name,
      files: [fileOf('birds.jsonl', [...prompts, ...answers])],
    });
    return scope;
  }

  const settings = {
    schedule: 'league',
    template: 'brief',
    categoryTemplates: { facts: 'rag' },
    samples: 2,
    bothOrders: true,
    combination: 'majority',
    trial: 5,
    judges: [
      { endpoint: at('one'), model: 'one' },
      { endpoint: at('two'), model: 'two' },
    ],
  } as const satisfies Partial<RunSettingsInput>;

  it('makes exactly the calls of its plan, each once, then of its re-judging, and none again from the cache', async () => {
    const scope = await birds('together');
    const run = await startedRun(database, scope, { benchmark: 'together', ...settings });
    // 18 matches, one of them between equal answers, each asked of 2 judges in 2 orders with 2 samples.
    expect(run.plan).toMatchObject({ matches: 18, identical: 1, calls: 136, juryCalls: [68, 68] });
    const judge = judgeWithBias(2);
    const paused = await playJury(database, run, () => judge.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'trial', requests: 5 });
    await resumeRun(database, paused);
    const done = await playJury(database, run, () => judge.model);
    // On p0 the matches of c0 are one question: the second takes the answers of the first.
    expect(done).toMatchObject({ state: 'COMPLETED', requests: 128 });
    expect(new Set(judge.requests).size).toBe(128);
    const withContext = judge.requests.filter((request) => textOf(request).includes('Context of'));
    expect(withContext.every((request) => shownIn(request).prompt % 2 === 0)).toBe(true);
    expect(withContext).toHaveLength(7 * 8);
    expect(await statesOf(run)).toEqual({ a: 12, inconsistent: 5, tie: 1 });

    const board = await rankBoard(database, scope, run.id);
    // One game for each order of each match.
    expect(board?.games).toBe(36);
    const plan = await rejudge(done, INCONSISTENT);
    expect(plan).toMatchObject({ matches: 5, calls: 40 });
    const contrary = judgeWithBias(0);
    const rejudged = await playJury(database, run, () => contrary.model);
    expect(rejudged).toMatchObject({ state: 'COMPLETED', requests: 168 });
    expect(contrary.requests).toHaveLength(40);
    expect(await statesOf(run)).toEqual({ a: 17, tie: 1 });
    expect((await rankBoard(database, scope, run.id))?.games).toBe(36);

    const silent = judgeWithBias(0);
    const { trial: _, ...whole } = settings;
    const repeated = await startedRun(database, scope, { benchmark: 'together', ...whole });
    expect(await playJury(database, repeated, () => silent.model)).toMatchObject({ state: 'COMPLETED', requests: 0 });
    expect(silent.requests).toEqual([]);
    // What was judged again is not in the cache: it says what the run itself heard.
    expect(await statesOf(repeated)).toEqual({ a: 12, inconsistent: 5, tie: 1 });
  });

  async function statesOf(run: RunRow): Promise<Record<string, number>> {
    const { rows } = await database.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM match WHERE run_id = $1 GROUP BY 1',
      [run.id],
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }
});

describe('a trial', () => {
  it('leads a knockout to the bracket it has without one, whatever the concurrency', async () => {
    const scope = await newTeam(database, 'trial-bracket');
    await smallBenchmark(database, scope, { name: 'birds', prompts: 8, contestants: 7 });
    const settings = { benchmark: 'birds', seed: 's', cacheMode: 'bypass' } as const;
    const whole = await startedRun(database, scope, { ...settings, inFlight: 1 });
    await playRun(database, whole, judgeWithBias(3).model);
    const tried = await startedRun(database, scope, { ...settings, inFlight: 64, trial: 11 });
    const paused = await playRun(database, tried, judgeWithBias(3).model);
    expect(paused).toMatchObject({ pauseReason: 'trial', requests: 11 });
    await resumeRun(database, paused);
    expect(await playRun(database, tried, judgeWithBias(3).model)).toMatchObject({ state: 'COMPLETED', requests: 48 });
    expect(await bracketOf(scope, tried)).toEqual(await bracketOf(scope, whole));
  });

  it('that was longer than its run does not stop a re-judging', async () => {
    const scope = await newTeam(database, 'trial-over');
    await smallBenchmark(database, scope, { name: 'birds', prompts: 3, contestants: 2 });
    const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league', trial: 5 });
    const done = await playRun(database, run, judgeWithBias(0).model);
    expect(done).toMatchObject({ state: 'COMPLETED', requests: 3 });
    await rejudge(done, ALL);
    expect(await playRun(database, run, judgeWithBias(0).model)).toMatchObject({ state: 'COMPLETED', requests: 6 });
  });

  it('counts what an endpoint refuses, and asks every question once more in the form that it takes', async () => {
    const scope = await newTeam(database, 'trial-ladder');
    await smallBenchmark(database, scope, { name: 'birds', prompts: 10, contestants: 2 });
    const settings = { benchmark: 'birds', schedule: 'league', trial: 5, inFlight: 1 } as const;
    const run = await startedRun(database, scope, settings);
    const judge = scriptedJudge((request) => {
      if (request.form?.rung === 'text') return textReply('I weighed both. [[A]]');
      throw new ChatFailure('not supported', { kind: 'form', status: 400, refused: request.form?.rung ?? null });
    });
    const paused = await playRun(database, run, judge.model);
    expect(paused).toMatchObject({ pauseReason: 'trial', requests: 5 });
    await resumeRun(database, paused);
    expect(await playRun(database, run, judge.model)).toMatchObject({ state: 'COMPLETED', requests: 13 });
    expect(judge.requests.map(({ form }) => form?.rung).slice(0, 4)).toEqual([
      'json_schema',
      'tool',
      'json_object',
      'text',
    ]);
  });
});

describe('a Swiss tournament', () => {
  it('holds where its judge fails, and goes on to the pairs that it has without failures', async () => {
    const scope = await newTeam(database, 'swiss-held');
    await smallBenchmark(database, scope, { name: 'birds', prompts: 4, contestants: 6 });
    const settings = { benchmark: 'birds', schedule: 'swiss', rounds: 3, seed: 's', cacheMode: 'bypass' } as const;
    const whole = await startedRun(database, scope, settings);
    await playRun(database, whole, judgeWithBias(0).model);
    const run = await startedRun(database, scope, settings);
    const failing = scriptedJudge((request) => {
      const { prompt, first, second } = shownIn(request);
      if (prompt === 1) throw new ChatFailure('overloaded', { kind: 'transient', status: 503, retryAfterMs: 1 });
      return replyOf(first < second ? 'A' : 'B');
    });
    const held = await playRun(database, run, failing.model);
    expect(held).toMatchObject({ state: 'PAUSED', pauseReason: 'failed' });
    const lines = await linesOf(scope, run);
    expect(lines.filter((line) => line.prompt_id === 'p1' && line.contestant_a !== null)).toHaveLength(3);
    expect(lines.filter((line) => line.prompt_id !== 'p1').every((line) => line.advanced !== null)).toBe(true);
    await retryRun(database, held);
    expect(await playRun(database, run, judgeWithBias(0).model)).toMatchObject({ state: 'COMPLETED' });
    expect(await bracketOf(scope, run)).toEqual(await bracketOf(scope, whole));
  });

  it('is estimated with all its rounds, before a call and after a trial, though nobody knows who will meet', async () => {
    const scope = await newTeam(database, 'swiss-cost');
    const answer = (contestant: number, prompt: number) =>
      `Answer ${contestant} to prompt ${prompt}. ${'It is so. '.repeat(20 + ((contestant * 7 + prompt * 3) % 20))}`;
    await smallBenchmark(database, scope, { name: 'birds', prompts: 30, contestants: 6, answer });
    const { model, billed } = talkativeJudge({
      seed: 's',
      lengths: { median: 60, sigma: 0.3 },
      billing: billByCharacters,
    });
    const judge = { inputPrice: 1, outputPrice: 4, maxOutputTokens: 4096 };
    const settings = {
      benchmark: 'birds',
      schedule: 'swiss',
      rounds: 4,
      trial: 20,
      judge,
      cacheMode: 'bypass',
    } as const;
    const run = await startedRun(database, scope, settings);
    const paused = await playRun(database, run, model);
    await resumeRun(database, paused);
    const done = await playRun(database, run, model);
    expect(done).toMatchObject({ state: 'COMPLETED', requests: run.plan.calls });
    expect(Math.abs((done.plan.afterTrial?.tokens.input ?? 0) / billed.input - 1)).toBeLessThan(0.02);
    // Before a call the judge's way of counting is not known: characters here, tokens of an encoding in the plan.
    expect(Math.abs(run.plan.tokens.input / billed.input - 1)).toBeLessThan(0.15);
  });
});

describe('money in a re-judging', () => {
  const DEAR = { inputPrice: 1000, outputPrice: 1000, maxOutputTokens: 16 };

  async function ended(name: string, more: Partial<RunSettingsInput> = {}) {
    const scope = await newTeam(database, name);
    await smallBenchmark(database, scope, { name, prompts: 40, contestants: 2 });
    const settings = { benchmark: name, schedule: 'league', judge: DEAR, ...more } as const;
    const run = await startedRun(database, scope, settings);
    return { scope, run: await playRun(database, run, judgeWithBias(0).model) };
  }

  it('keeps to the cap of the judge and month, and goes on under a higher one', async () => {
    const { scope, run } = await ended('month');
    const [line] = await listJudgeMonths(database, scope);
    await setJudgeCap(database, scope, { judge: 'scripted', monthlyCap: (line?.spend ?? 0) + 3 });
    await rejudge(run, ALL);
    const paused = await playRun(database, run, judgeWithBias(0).model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'month' });
    await setJudgeCap(database, scope, { judge: 'scripted', monthlyCap: null });
    await resumeRun(database, paused);
    expect(await playRun(database, run, judgeWithBias(0).model)).toMatchObject({ state: 'COMPLETED', requests: 80 });
  });

  it('does not wait for the month of a judge that is not asked again', async () => {
    const { scope, run } = await ended('other-month');
    await setJudgeCap(database, scope, { judge: 'scripted', monthlyCap: 0.01 });
    const other = seatSettings.parse({ endpoint: 'http://127.0.0.1:9/v1', model: 'other', ...DEAR });
    await rejudge(run, ALL, [other]);
    await pauseRun(database, await again(database, run));
    const paused = await again(database, run);
    expect(paused.state).toBe('PAUSED');
    await resumeRun(database, paused);
    expect(await playRun(database, run, judgeWithBias(0).model)).toMatchObject({ state: 'COMPLETED' });
  });

  it('is refused to a judge whose price nobody knows, where a cap on cost or on its month is to be kept', async () => {
    const unpriced = seatSettings.parse({ endpoint: 'http://127.0.0.1:9/v1', model: 'unpriced' });
    const capped = await ended('cost-cap', { maxCost: 1000 });
    const refused = { report: { code: 'unknown-price' } };
    await expect(planRejudging(database, capped.run, { scope: ALL, judges: [unpriced] })).rejects.toMatchObject(
      refused,
    );
    const { scope, run } = await ended('month-cap');
    expect(await planRejudging(database, run, { scope: ALL, judges: [unpriced] })).toMatchObject({ cost: null });
    await database.query(
      `INSERT INTO judge (id, team_id, name, monthly_cap) VALUES (gen_random_uuid(), $1, 'unpriced', 5)`,
      [scope.teamId],
    );
    await expect(planRejudging(database, run, { scope: ALL, judges: [unpriced] })).rejects.toMatchObject(refused);
  });
});

describe('a re-judging whose judge fails', () => {
  it('ends with gaps, leaves the bracket and the results that it has not replaced, and is completed by a retry', async () => {
    const scope = await newTeam(database, 'failing-again');
    await smallBenchmark(database, scope, { name: 'birds', prompts: 4, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'birds', bothOrders: true });
    const done = await playRun(database, run, judgeWithBias(2).model);
    const bracket = await bracketOf(scope, run);
    expect(await rejudge(done, INCONSISTENT)).toMatchObject({ matches: 6, calls: 12 });
    const failing = scriptedJudge((request) => {
      const { prompt, first, second } = shownIn(request);
      if (prompt === 1) throw new ChatFailure('overloaded', { kind: 'transient', status: 503, retryAfterMs: 1 });
      return replyOf(first > second ? 'A' : 'B');
    });
    const gaps = await playRun(database, run, failing.model);
    expect(gaps.state).toBe('COMPLETED_WITH_GAPS');
    const states = async () => {
      const lines = await linesOf(scope, run);
      return [lines.filter(({ state }) => state === 'inconsistent').length, lines.length];
    };
    expect(await states()).toEqual([3, 12]);
    expect((await rankBoard(database, scope, run.id))?.games).toBe(24);
    await retryRun(database, gaps);
    const again = judgeWithBias(0);
    expect(await playRun(database, run, again.model)).toMatchObject({ state: 'COMPLETED' });
    expect(again.requests.map((request) => shownIn(request).prompt)).toEqual(Array(6).fill(1));
    expect(await states()).toEqual([0, 12]);
    expect(await bracketOf(scope, run)).toEqual(bracket);
  });
});
