import { afterAll, describe, expect, it } from 'vitest';
import type { ChatRequest } from '#lib/chat/chat-model.ts';
import { openDatabase } from '#lib/db/database.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { again, newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { resumeRun } from './control-run.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

describe('making calls', () => {
  it('judges every match of a league in both orders, once', async () => {
    const scope = await newTeam(database, 'league');
    await smallBenchmark(database, scope, { name: 'league', prompts: 3, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'league', schedule: 'league', bothOrders: true });
    const judge = scriptedJudge(() => replyOf('A'));
    const done = await playRun(database, run, judge.model);
    const progress = await runProgress(database, scope, run.id);
    expect(done.state).toBe('COMPLETED');
    expect(judge.requests).toHaveLength(36);
    expect(progress).toMatchObject({ calls: { DONE: 36 }, verdicts: { a: 18, b: 18 }, matches: { inconsistent: 18 } });
    expect(done.spend).toBeCloseTo((36 * 110) / 1e6);
  });

  it('never has more in flight than the run allows', async () => {
    const scope = await newTeam(database, 'in-flight');
    await smallBenchmark(database, scope, { name: 'in-flight', prompts: 5, contestants: 5 });
    const run = await startedRun(database, scope, { benchmark: 'in-flight', schedule: 'league', inFlight: 3 });
    const judge = scriptedJudge(() => replyOf('tie'));
    await playRun(database, run, judge.model);
    expect(judge.requests).toHaveLength(50);
    expect(judge.peakInFlight).toBeLessThanOrEqual(3);
  });

  it('sends exactly as many requests as the cap allows, pauses, and goes on with a higher one', async () => {
    const scope = await newTeam(database, 'cap');
    await smallBenchmark(database, scope, { name: 'cap', prompts: 5, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'cap', schedule: 'league', maxCalls: 7 });
    const judge = scriptedJudge(() => replyOf('A'));
    const paused = await playRun(database, run, judge.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'calls', requests: 7 });
    expect(judge.requests).toHaveLength(7);
    await resumeRun(database, paused, { maxCalls: 100 });
    expect((await playRun(database, run, judge.model)).state).toBe('COMPLETED');
    expect(judge.requests).toHaveLength(30);
  });

  it('is pausing, not paused, while the last requests under a cap are in flight', async () => {
    const scope = await newTeam(database, 'pausing');
    await smallBenchmark(database, scope, { name: 'pausing', prompts: 5, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'pausing', schedule: 'league', maxCalls: 5 });
    const seen: string[] = [];
    const judge = scriptedJudge(async (_, attempt) => {
      if (attempt === 4) seen.push((await again(database, run)).state);
      return replyOf('A');
    });
    expect((await playRun(database, run, judge.model)).state).toBe('PAUSED');
    expect(seen).toEqual(['PAUSING']);
    expect((await runProgress(database, scope, run.id)).calls).toEqual({ DONE: 5, READY: 25 });
  });

  it('never spends more than the cap on cost', async () => {
    const scope = await newTeam(database, 'cost');
    await smallBenchmark(database, scope, { name: 'cost', prompts: 5, contestants: 4 });
    const run = await startedRun(database, scope, {
      benchmark: 'cost',
      schedule: 'league',
      maxCost: 0.002,
      judge: { maxOutputTokens: 100 },
    });
    const paused = await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'cost' });
    expect(paused.spend).toBeGreaterThan(0);
    expect(paused.spend).toBeLessThanOrEqual(0.002);
  });

  it('asks again once after a reply without a verdict, with another body, then records it as unparseable', async () => {
    const scope = await newTeam(database, 'reask');
    await smallBenchmark(database, scope, { name: 'reask', prompts: 5, contestants: 2 });
    const run = await startedRun(database, scope, { benchmark: 'reask', schedule: 'league' });
    const isHard = (request: ChatRequest) => JSON.stringify(request.messages).includes('question 0?');
    const judge = scriptedJudge((request) => (isHard(request) ? textReply('Hard to say.') : replyOf('A')));
    const done = await playRun(database, run, judge.model);
    expect(done.state).toBe('COMPLETED');
    const asked = judge.requests.filter(isHard);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.messages).not.toEqual(asked[0]?.messages);
    expect((await runProgress(database, scope, run.id)).matches).toMatchObject({ unparseable: 1 });
  });

  it('asks a judge that never comes to a verdict twice in each form, and then records it as unparseable', async () => {
    const scope = await newTeam(database, 'no-form');
    await smallBenchmark(database, scope, { name: 'no-form', prompts: 1, contestants: 2 });
    const run = await startedRun(database, scope, { benchmark: 'no-form', schedule: 'league' });
    const judge = scriptedJudge(() => textReply('Hard to say.'));
    expect((await playRun(database, run, judge.model)).state).toBe('COMPLETED');
    const rungs = ['json_schema', 'tool', 'json_object', 'text'];
    expect(judge.requests.map((request) => request.form?.rung)).toEqual(rungs.flatMap((rung) => [rung, rung]));
    expect((await runProgress(database, scope, run.id)).matches).toEqual({ unparseable: 1 });
  });

  it('makes no call between identical answers and ties them', async () => {
    const scope = await newTeam(database, 'identical');
    await smallBenchmark(database, scope, {
      name: 'identical',
      prompts: 2,
      contestants: 3,
      answer: (contestant) => (contestant < 2 ? 'Same.' : 'Other.'),
    });
    const run = await startedRun(database, scope, { benchmark: 'identical', schedule: 'league' });
    const judge = scriptedJudge(() => replyOf('A'));
    await playRun(database, run, judge.model);
    expect(run.plan).toMatchObject({ matches: 6, identical: 2, calls: 4 });
    expect(judge.requests).toHaveLength(4);
    expect((await runProgress(database, scope, run.id)).matches.tie).toBe(2);
  });

  it('reuses a verdict given before to the same request, and asks one question once at a time', async () => {
    const scope = await newTeam(database, 'cache');
    await smallBenchmark(database, scope, { name: 'cache', prompts: 2, contestants: 3 });
    const first = scriptedJudge(() => replyOf('A'));
    const settings = { benchmark: 'cache', schedule: 'league' as const };
    const one = await startedRun(database, scope, settings);
    const two = await startedRun(database, scope, settings);
    await Promise.all([playRun(database, one, first.model), playRun(database, two, first.model)]);
    expect(first.requests).toHaveLength(6);
    const third = await startedRun(database, scope, settings);
    const unused = scriptedJudge(() => replyOf('B'));
    const done = await playRun(database, third, unused.model);
    expect(unused.requests).toHaveLength(0);
    expect(done).toMatchObject({ state: 'COMPLETED', requests: 0, spend: 0 });
    const bypassing = await startedRun(database, scope, { ...settings, cacheMode: 'bypass' });
    await playRun(database, bypassing, unused.model);
    expect(unused.requests).toHaveLength(6);
  });

  it('keeps the cache within a team', async () => {
    const settings = { benchmark: 'shared', schedule: 'league' as const };
    const judge = scriptedJudge(() => replyOf('A'));
    for (const name of ['team-one', 'team-two']) {
      const scope = await newTeam(database, name);
      await smallBenchmark(database, scope, { name: 'shared', prompts: 1, contestants: 3 });
      await playRun(database, await startedRun(database, scope, settings), judge.model);
    }
    expect(judge.requests).toHaveLength(6);
  });

  it('writes an attempt before each request, and one row a request', async () => {
    const scope = await newTeam(database, 'attempts');
    await smallBenchmark(database, scope, { name: 'attempts', prompts: 1, contestants: 2 });
    const run = await startedRun(database, scope, { benchmark: 'attempts', schedule: 'league' });
    const open: number[] = [];
    const judge = scriptedJudge(async () => {
      const { rows } = await database.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM call_attempt a JOIN call c ON c.id = a.call_id WHERE c.run_id = $1 AND a.outcome IS NULL',
        [run.id],
      );
      open.push(rows[0]?.count ?? 0);
      return replyOf('A');
    });
    await playRun(database, run, judge.model);
    expect(open).toEqual([1]);
    expect((await again(database, run)).requests).toBe(1);
  });
});
