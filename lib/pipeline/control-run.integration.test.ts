import { afterAll, describe, expect, it } from 'vitest';
import { ChatFailure } from '#lib/chat/chat-failure.ts';
import { openDatabase } from '#lib/db/database.ts';
import { reclaimExpired } from '#lib/db/ready-calls.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { again, newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { cancelRun, closeRunWithGaps, pauseRun, resumeRun } from './control-run.ts';
import { startRun } from './start-run.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

async function league(name: string, settings: { inFlight?: number; prompts?: number } = {}) {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: settings.prompts ?? 4, contestants: 4 });
  return {
    scope,
    run: await startedRun(database, scope, { benchmark: name, schedule: 'league', inFlight: settings.inFlight }),
  };
}

/** A judge that does something to its run when the n-th request is under way, before it answers. */
function interruptedAt(count: number, interrupt: () => Promise<unknown>) {
  return scriptedJudge(async (_, attempt) => {
    if (attempt === count) await interrupt();
    return replyOf('A');
  });
}

describe('controlling a run', () => {
  it('stores what is in flight when it is paused, and makes the rest after a resume', async () => {
    const { scope, run } = await league('pause', { inFlight: 2, prompts: 30 });
    const judge = interruptedAt(5, async () => pauseRun(database, await again(database, run)));
    const paused = await playRun(database, run, judge.model);
    expect(['PAUSED', 'PAUSING']).toContain(paused.state);
    const stored = await runProgress(database, scope, run.id);
    expect(stored.calls.DONE).toBe(judge.requests.length);
    await resumeRun(database, await again(database, run));
    expect((await playRun(database, run, judge.model)).state).toBe('COMPLETED');
    expect(judge.requests).toHaveLength(180);
  });

  it('keeps a paid reply that arrives after the run was cancelled', async () => {
    const { scope, run } = await league('cancel', { inFlight: 1 });
    const judge = interruptedAt(2, async () => cancelRun(database, await again(database, run)));
    const cancelled = await playRun(database, run, judge.model);
    expect(cancelled.state).toBe('CANCELLED');
    const progress = await runProgress(database, scope, run.id);
    expect(progress.calls).toEqual({ DONE: 3, CANCELLED: 21 });
    expect(Object.values(progress.verdicts).reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('gives a call back when its lease expires, and takes a late reply over asking again', async () => {
    const { scope, run } = await league('lease', { inFlight: 1 });
    const judge = interruptedAt(0, async () => {
      await database.query(
        `UPDATE call SET lease_until = now() - interval '1 second' WHERE run_id = $1 AND status = 'CLAIMED'`,
        [run.id],
      );
      expect(await reclaimExpired(database)).toEqual([run.id]);
    });
    expect((await playRun(database, run, judge.model)).state).toBe('COMPLETED');
    const { rows } = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM judgement WHERE run_id = $1',
      [run.id],
    );
    expect(rows[0]?.count).toBe(24);
    expect((await runProgress(database, scope, run.id)).calls).toEqual({ DONE: 24 });
  });

  it('closes a held bracket with gaps: the match advances by seed, marked, without a verdict', async () => {
    const scope = await newTeam(database, 'gaps');
    await smallBenchmark(database, scope, { name: 'gaps', prompts: 1, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'gaps', schedule: 'knockout' });
    const failing = scriptedJudge(() => {
      throw new ChatFailure('503', { kind: 'transient', status: 503, retryAfterMs: 1 });
    });
    const held = await playRun(database, run, failing.model);
    await closeRunWithGaps(database, held);
    const done = await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
    expect(done.state).toBe('COMPLETED_WITH_GAPS');
    const { rows } = await database.query<{ by: string; state: string; count: number }>(
      'SELECT advanced_by::text AS by, state::text, count(*)::int AS count FROM match WHERE run_id = $1 GROUP BY 1, 2 ORDER BY 1, 2',
      [run.id],
    );
    expect(rows.find((row) => row.by === 'closed_with_gaps')).toMatchObject({ state: 'error', count: 2 });
    expect(rows.find((row) => row.by === 'verdict')?.count).toBe(1);
  });

  it('starts a run once, and only under the plan that was shown', async () => {
    const { run } = await league('start-once');
    await expect(startRun(database, run, run.planHash)).rejects.toThrow('run-not-planned');
    await expect(startRun(database, run, 'another plan')).rejects.toThrow('plan-changed');
  });

  it('takes no cap on cost that it could not keep, as no price is known', async () => {
    const scope = await newTeam(database, 'no-price');
    await smallBenchmark(database, scope, { name: 'no-price', prompts: 2, contestants: 2 });
    const run = await startedRun(database, scope, {
      benchmark: 'no-price',
      schedule: 'league',
      judge: { inputPrice: null, outputPrice: null },
    });
    await pauseRun(database, run);
    await expect(resumeRun(database, await again(database, run), { maxCost: 5 })).rejects.toThrow('unknown-price');
    expect(await again(database, run)).toMatchObject({ state: 'PAUSED', maxCost: null });
  });

  it('refuses to resume under a cap that is used up, and goes on with a higher one', async () => {
    const scope = await newTeam(database, 'used-up');
    await smallBenchmark(database, scope, { name: 'used-up', prompts: 4, contestants: 4 });
    const run = await startedRun(database, scope, { benchmark: 'used-up', schedule: 'league', maxCalls: 7 });
    const paused = await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
    await expect(resumeRun(database, paused)).rejects.toThrow('above the 7 requests made; got a cap of 7');
    await expect(resumeRun(database, paused, { maxCalls: 5 })).rejects.toThrow(`resume ${run.number} --max-calls`);
    expect(await again(database, run)).toMatchObject({ state: 'PAUSED', pauseReason: 'calls', maxCalls: 7 });
    expect(await resumeRun(database, paused, { maxCalls: 8 })).toBe('RUNNING');
  });

  it('says what is expected when a verb does not fit the state', async () => {
    const { run } = await league('wrong-verb');
    await expect(resumeRun(database, run)).rejects.toThrow('wrong-run-state');
    await cancelRun(database, run);
    await expect(pauseRun(database, await again(database, run))).rejects.toThrow('start a new run');
  });
});
