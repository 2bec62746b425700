import { afterAll, describe, expect, test } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { trialVerdicts } from '#lib/db/trial-verdicts.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { cancelRun, resumeRun } from './control-run.ts';
import { runOutlook } from './run-outlook.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

async function team(name: string): Promise<TeamScope> {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name: 'birds', prompts: 40, contestants: 4 });
  return scope;
}

/** The prompts that a trial of ten asked about. */
async function promptsOf(scope: TeamScope, seed: string): Promise<string[]> {
  const { model } = scriptedJudge(() => replyOf('A'));
  const settings = { benchmark: 'birds', seed, trial: 10, cacheMode: 'bypass' } as const;
  const run = await playRun(database, await startedRun(database, scope, settings), model);
  const verdicts = await trialVerdicts(database, scope, { runId: run.id, limit: 20 });
  return verdicts.map(({ promptKey }) => promptKey);
}

describe('a trial', () => {
  test('makes exactly its requests, waits, and goes on to the end without asking anything twice', async () => {
    const scope = await team('exact');
    const judge = scriptedJudge((_, attempt) => replyOf(attempt % 2 === 0 ? 'A' : 'B'));
    const run = await startedRun(database, scope, { benchmark: 'birds', trial: 7, inFlight: 64 });
    const paused = await playRun(database, run, judge.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'trial', requests: 7, trialCalls: 7 });
    expect(paused.stateNote).toEqual({ code: 'trial', calls: 7 });
    expect(judge.requests).toHaveLength(7);
    const { total } = await runOutlook(database, scope, paused);
    await resumeRun(database, paused);
    const done = await playRun(database, run, judge.model);
    expect(done).toMatchObject({ state: 'COMPLETED', requests: 120, trialCalls: null });
    expect(new Set(judge.requests.map(({ messages }) => JSON.stringify(messages))).size).toBe(120);
    expect(done.plan.afterTrial?.cost).toEqual(total);
    expect(done.spend).toBeGreaterThanOrEqual(total?.low ?? Number.POSITIVE_INFINITY);
    expect(done.spend).toBeLessThanOrEqual(total?.high ?? 0);
  });

  test('asks about prompts at random: others for another seed, the same for the same, and not the first', async () => {
    const scope = await team('sample');
    const [one, again, other] = [await promptsOf(scope, 's'), await promptsOf(scope, 's'), await promptsOf(scope, 't')];
    expect(new Set(one).size).toBe(10);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect(Math.max(...one.map((key) => Number(key.slice(1))))).toBeGreaterThan(20);
  });

  test('gives way to a lower cap on requests, and ends with a run that is shorter', async () => {
    const scope = await team('caps');
    const { model } = scriptedJudge(() => replyOf('A'));
    const capped = await startedRun(database, scope, { benchmark: 'birds', trial: 20, maxCalls: 5 });
    expect(await playRun(database, capped, model)).toMatchObject({ pauseReason: 'calls', requests: 5 });
    const short = await startedRun(database, scope, { benchmark: 'birds', trial: 200, cacheMode: 'bypass' });
    expect(await playRun(database, short, model)).toMatchObject({ state: 'COMPLETED', requests: 120 });
  });

  test('can be the end of it, and another team sees nothing of its verdicts', async () => {
    const scope = await team('cancelled');
    const { model } = scriptedJudge(() => replyOf('A'));
    const run = await startedRun(database, scope, { benchmark: 'birds', trial: 5 });
    const paused = await playRun(database, run, model);
    expect(await trialVerdicts(database, await newTeam(database, 'stranger'), { runId: run.id, limit: 9 })).toEqual([]);
    expect(await cancelRun(database, paused)).toBe('CANCELLED');
    expect(await trialVerdicts(database, scope, { runId: run.id, limit: 9 })).toHaveLength(5);
  });
});
