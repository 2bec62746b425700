import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { cancelRun, pauseRun, resumeRun } from '#lib/pipeline/control-run.ts';
import { again, newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { openDatabase } from './database.ts';
import type { RunRow } from './run-row.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

let scope: TeamScope;
beforeAll(async () => {
  scope = await newTeam(database, 'clock');
  await smallBenchmark(database, scope, { name: 'clock', prompts: 2, contestants: 3 });
});

const started = (settings: { maxCalls?: number } = {}) =>
  startedRun(database, scope, { benchmark: 'clock', schedule: 'league', cacheMode: 'bypass', ...settings });

/** As if so much time had passed: everything that is stored of the run moves into the past. */
async function pass(run: RunRow, seconds: number): Promise<void> {
  await database.query(
    `UPDATE run SET started_at = started_at - $2 * interval '1 second', running_since = running_since - $2 * interval '1 second' WHERE id = $1`,
    [run.id, seconds],
  );
}

/** In tens: a test takes some time itself. */
const seconds = async (run: RunRow) => 10 * Math.floor((await again(database, run)).runningMs / 10_000);

it('counts the time a run is under way, and none of its pauses', async () => {
  const run = await started();
  await pass(run, 100);
  expect(await seconds(run)).toBe(100);
  await pauseRun(database, run);
  await pass(run, 5_000);
  expect(await seconds(run)).toBe(100);
  await resumeRun(database, await again(database, run));
  await pass(run, 20);
  expect(await seconds(run)).toBe(120);
  await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
  await pass(run, 5_000);
  expect(await seconds(run)).toBe(120);
});

it('stops at a cap, and stays where it was when a paused run is cancelled', async () => {
  const run = await started({ maxCalls: 2 });
  await pass(run, 60);
  const paused = await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
  expect(paused.state).toBe('PAUSED');
  await pass(run, 5_000);
  await cancelRun(database, paused);
  await pass(run, 5_000);
  expect(await seconds(run)).toBe(60);
});

it('has not begun before the start', async () => {
  const run = await started();
  await database.query(`UPDATE run SET running_since = NULL, state = 'PLANNED', started_at = NULL WHERE id = $1`, [
    run.id,
  ]);
  expect(await seconds(run)).toBe(0);
});
