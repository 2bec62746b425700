import { afterAll, describe, expect, it } from 'vitest';
import { ChatFailure } from '#lib/chat/chat-failure.ts';
import { openDatabase } from '#lib/db/database.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { resumeRun, retryRun } from './control-run.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const refused = () =>
  new ChatFailure('The connection to the endpoint failed: ECONNREFUSED.', { kind: 'transient', code: 'ECONNREFUSED' });

/** As if nobody had been answered for so long. */
async function passInSilence(run: RunRow, seconds: number): Promise<void> {
  await database.query(`UPDATE run SET silent_since = silent_since - $2 * interval '1 second' WHERE id = $1`, [
    run.id,
    seconds,
  ]);
}

describe('a judge in trouble', () => {
  it('pauses as blocked when the judge refuses everybody, and sends one request alone after the resume', async () => {
    const scope = await newTeam(database, 'blocked');
    await smallBenchmark(database, scope, { name: 'blocked', prompts: 4, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'blocked', schedule: 'knockout', inFlight: 4 });
    const refusing = scriptedJudge(() => {
      throw new ChatFailure('401 Incorrect API key', { kind: 'blocked', status: 401 });
    });
    const paused = await playRun(database, run, refusing.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked' });
    expect(paused.stateNote).toMatchObject({ code: 'refusing', cause: { said: '401 Incorrect API key' } });
    expect(refusing.requests.length).toBeLessThanOrEqual(4);
    await resumeRun(database, paused);
    const mended = scriptedJudge(() => replyOf('A'));
    expect((await playRun(database, run, mended.model)).state).toBe('COMPLETED');
    const { rows } = await database.query<{ by: string; count: number }>(
      'SELECT advanced_by::text AS by, count(*)::int AS count FROM match WHERE run_id = $1 GROUP BY 1',
      [run.id],
    );
    expect(rows).toEqual([{ by: 'verdict', count: 12 }]);
  });

  it('pauses when a judge that has judged begins to reject every request as such', async () => {
    const scope = await newTeam(database, 'rejecting');
    await smallBenchmark(database, scope, { name: 'rejecting', prompts: 10, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'rejecting', schedule: 'league', inFlight: 2 });
    let asked = 0;
    const judge = scriptedJudge(() => {
      asked += 1;
      if (asked <= 20) return replyOf('A');
      throw new ChatFailure('400 The account has been restricted.', { kind: 'content', status: 400 });
    });
    const paused = await playRun(database, run, judge.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked', stateNote: { code: 'rejecting' } });
    const { verdicts } = await runProgress(database, scope, run.id);
    expect((verdicts.a ?? 0) + (verdicts.b ?? 0)).toBe(20);
    expect(verdicts.error).toBeLessThanOrEqual(12);
  });

  it('holds a bracket when the provider fails after every try, and goes on after a retry', async () => {
    const scope = await newTeam(database, 'failed');
    await smallBenchmark(database, scope, { name: 'failed', prompts: 1, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'failed', schedule: 'knockout' });
    const failing = scriptedJudge(() => {
      throw new ChatFailure('500 overloaded', { kind: 'transient', status: 500, retryAfterMs: 1 });
    });
    const paused = await playRun(database, run, failing.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'failed' });
    expect(failing.requests).toHaveLength(10);
    await retryRun(database, paused);
    expect((await playRun(database, run, scriptedJudge(() => replyOf('B')).model)).state).toBe('COMPLETED');
  });

  it('pauses soon when the judge cannot be reached, says so, and uses up no tries', async () => {
    const scope = await newTeam(database, 'unreachable');
    await smallBenchmark(database, scope, { name: 'unreachable', prompts: 10, contestants: 5 });
    const run = await startedRun(database, scope, { benchmark: 'unreachable', schedule: 'league', inFlight: 4 });
    const nobody = scriptedJudge(async (_, attempt) => {
      if (attempt === 6) await passInSilence(run, 15);
      throw refused();
    });
    const paused = await playRun(database, run, nobody.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked' });
    expect(paused.stateNote).toEqual({
      code: 'unreachable',
      host: '127.0.0.1:9',
      cause: { code: 'connection', system: 'ECONNREFUSED' },
    });
    expect(nobody.requests.length).toBeLessThan(12);
    expect((await runProgress(database, scope, run.id)).calls).toEqual({ READY: 100 });
    const { rows } = await database.query('SELECT max(transient_count) AS tries FROM call WHERE run_id = $1', [run.id]);
    expect(rows).toEqual([{ tries: 1 }]);
    await resumeRun(database, paused);
    const mended = scriptedJudge(() => replyOf('A'));
    expect((await playRun(database, run, mended.model)).state).toBe('COMPLETED');
    expect((await runProgress(database, scope, run.id)).calls).toEqual({ DONE: 100 });
  });

  it('takes a judge that restarts for some seconds for what it is: no pause, no failed call, few requests', async () => {
    const scope = await newTeam(database, 'restart');
    await smallBenchmark(database, scope, { name: 'restart', prompts: 10, contestants: 3 });
    const run = await startedRun(database, scope, { benchmark: 'restart', schedule: 'league', inFlight: 8 });
    let downUntil = 0;
    const restarting = scriptedJudge((_, attempt) => {
      if (attempt === 5) downUntil = Date.now() + 4_000;
      if (attempt >= 5 && Date.now() < downUntil) throw refused();
      return replyOf('A');
    });
    const done = await playRun(database, run, restarting.model);
    expect(done.state).toBe('COMPLETED');
    expect((await runProgress(database, scope, run.id)).calls).toEqual({ DONE: 30 });
    expect(restarting.requests.length).toBeLessThan(30 + 20);
  });

  it('says that a judge does not answer when its requests time out, and that it fails when it fails', async () => {
    const scope = await newTeam(database, 'silent');
    await smallBenchmark(database, scope, { name: 'silent', prompts: 10, contestants: 5 });
    const settings = { benchmark: 'silent', schedule: 'league', inFlight: 4, cacheMode: 'bypass' } as const;
    const slow = await startedRun(database, scope, settings);
    const silent = scriptedJudge(async (_, attempt) => {
      if (attempt === 6) await passInSilence(slow, 15);
      throw new ChatFailure('No reply within 1000 ms.', { kind: 'transient', code: 'timeout', possiblyPaid: true });
    });
    expect(await playRun(database, slow, silent.model)).toMatchObject({
      pauseReason: 'blocked',
      stateNote: { code: 'silent', host: '127.0.0.1:9', cause: { code: 'timeout' } },
    });
    const broken = await startedRun(database, scope, settings);
    const failing = scriptedJudge(() => {
      throw new ChatFailure('500 oops', { kind: 'transient', status: 500, retryAfterMs: 1 });
    });
    expect(await playRun(database, broken, failing.model)).toMatchObject({
      pauseReason: 'blocked',
      stateNote: { code: 'failing', cause: { code: 'said', said: '500 oops' } },
    });
  });

  it('gives a request up that the judge never answers while it answers others', async () => {
    const scope = await newTeam(database, 'poison');
    await smallBenchmark(database, scope, { name: 'poison', prompts: 30, contestants: 2 });
    const run = await startedRun(database, scope, { benchmark: 'poison', schedule: 'league', inFlight: 1 });
    const judge = scriptedJudge((request) => {
      if (!JSON.stringify(request.messages).includes('question 0?')) return replyOf('A');
      throw new ChatFailure('ECONNRESET', {
        kind: 'transient',
        code: 'ECONNRESET',
        possiblyPaid: true,
        retryAfterMs: 1,
      });
    });
    expect((await playRun(database, run, judge.model)).state).toBe('COMPLETED_WITH_GAPS');
    expect((await runProgress(database, scope, run.id)).calls).toEqual({ DONE: 29, FAILED: 1 });
  });
});
