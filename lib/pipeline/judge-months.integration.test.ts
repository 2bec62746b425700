import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { listJudgeCaps, listJudgeMonths, setJudgeCap } from '#lib/db/judge-months.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { claimableRun } from '../../scripts/test-support/claimable-run.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { resumeRun } from './control-run.ts';
import { createRun } from './create-run.ts';
import { judgeRequest } from './judge-request.ts';
import { recordAttempts } from './record-attempts.ts';
import { runSettings } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const MONTH = new Date().toISOString().slice(0, 7);
/** Each reply costs $0.11: 100 input and 10 output tokens at $1,000 a million. */
const DEAR = { inputPrice: 1000, outputPrice: 1000, maxOutputTokens: 16 };
const COST = 0.11;

async function team(name: string, cap: number | null) {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: 20, contestants: 3 });
  const start = () =>
    startedRun(database, scope, { benchmark: name, schedule: 'league', cacheMode: 'bypass', judge: DEAR });
  const run = await start();
  if (cap !== null) await setJudgeCap(database, scope, { judge: 'scripted', monthlyCap: cap });
  return { scope, run, start };
}

describe('the month of a judge', () => {
  test('has what every run with it cost, requests and tokens too, and no other team sees it', async () => {
    const { scope, run, start } = await team('booked', null);
    const { model } = scriptedJudge(() => replyOf('A'));
    const runs: RunRow[] = [];
    for (const one of [run, await start()]) runs.push(await playRun(database, one, model));
    const [line] = await listJudgeMonths(database, scope);
    expect(line).toMatchObject({
      judge: 'scripted',
      month: MONTH,
      requests: 120,
      inputTokens: 12_000,
      outputTokens: 1_200,
    });
    expect(line?.spend).toBeCloseTo(
      runs.reduce((sum, { spend }) => sum + spend, 0),
      9,
    );
    const other = await newTeam(database, 'stranger');
    expect(await listJudgeMonths(database, other)).toEqual([]);
    expect(await listJudgeCaps(database, other)).toEqual([]);
    expect(await setJudgeCap(database, other, { judge: 'scripted', monthlyCap: 1 })).toBe(false);
  });

  test('belongs to the time at which an attempt began, and has it once however often it is stored', async () => {
    const { scope, claim } = await claimableRun(database, 'last-year', { judge: DEAR });
    const { work, finished } = await claim();
    await database.query(`UPDATE call_attempt SET started_at = '2025-12-31T23:59:59Z' WHERE call_id = $1`, [work.id]);
    const reply = replyOf('A');
    const outcome = { kind: 'verdict', verdict: 'a', reason: null, reply } as const;
    await recordAttempts(database, [finished(outcome)]);
    await recordAttempts(database, [finished(outcome)]);
    const months = await listJudgeMonths(database, scope);
    expect(months).toMatchObject([{ month: '2025-12', requests: 1, inputTokens: 100, outputTokens: 10 }]);
  });

  test('pauses a run before its cap is exceeded, saying which, and a higher one lets it go on', async () => {
    const { scope, run } = await team('capped', 2);
    const { model } = scriptedJudge(() => replyOf('A'));
    const paused = await playRun(database, run, model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'month' });
    expect(paused.stateNote).toMatchObject({ code: 'monthCap', judge: 'scripted', month: MONTH, cap: 2 });
    expect(paused.spend).toBeLessThanOrEqual(2);
    await setJudgeCap(database, scope, { judge: 'scripted', monthlyCap: 1 });
    await expect(resumeRun(database, paused)).rejects.toMatchObject({ report: { code: 'month-used-up' } });
    await setJudgeCap(database, scope, { judge: 'scripted', monthlyCap: null });
    await resumeRun(database, paused);
    expect(await playRun(database, run, model)).toMatchObject({ state: 'COMPLETED', requests: 60 });
  });

  test('is not exceeded by several runs of one judge at once by more than one call can cost', async () => {
    const { scope, run, start } = await team('together', 4);
    const runs = [run, await start(), await start()];
    const { model } = scriptedJudge(() => replyOf('A'));
    const played = await Promise.all(runs.map((one) => playRun(database, one, model)));
    const [line] = await listJudgeMonths(database, scope);
    expect(played.map(({ pauseReason }) => pauseReason)).toEqual(['month', 'month', 'month']);
    expect(line?.spend).toBeLessThanOrEqual(4);
    const { claim } = await claimableRun(database, 'stated', { judge: DEAR });
    const stated = judgeRequest((await claim()).work, generalTemplate).maxCost as number;
    // What was set aside for a call is more than it cost: all but less than one such call is used.
    expect(line?.spend).toBeGreaterThan(4 - 2 * stated - COST);
  });

  test('counts what is under way in other runs against its cap', async () => {
    const first = await claimableRun(database, 'reserved', { prompts: 3, judge: DEAR });
    const { work } = await first.claim();
    const stated = judgeRequest(work, generalTemplate).maxCost as number;
    await setJudgeCap(database, first.scope, { judge: 'scripted', monthlyCap: stated * 1.5 });
    await expect(first.claim()).rejects.toThrow('busy');
  });

  test('has no cap that could not be kept: a run of a judge without a price is refused', async () => {
    const { scope } = await team('unpriced', 5);
    const judges = [{ endpoint: 'http://127.0.0.1:9/v1', model: 'scripted' }];
    await expect(
      createRun(database, scope, runSettings.parse({ benchmark: 'unpriced', judges })),
    ).rejects.toMatchObject({
      report: { code: 'unknown-price' },
    });
  });
});
