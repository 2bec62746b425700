import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { expireLeases } from '#lib/db/ready-calls.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { type ClaimableRun, claimableRun } from '../../scripts/test-support/claimable-run.ts';
import { again } from '../../scripts/test-support/play-run.ts';
import { replyOf } from '../../scripts/test-support/scripted-judge.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { AttemptOutcome } from './call-outcome.ts';
import { cancelRun, pauseRun } from './control-run.ts';
import { rankBoard } from './rank-board.ts';
import { reconcile } from './reconcile.ts';
import { recordAttempts } from './record-attempts.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const VERDICT: AttemptOutcome = { kind: 'verdict', verdict: 'a', reason: null, reply: replyOf('A') };

/** The worker that claimed in this file is dead. */
const workerDies = () => expireLeases(database, 'test');

async function attemptsOf({ run }: ClaimableRun) {
  const { rows } = await database.query<{ n: number; outcome: string | null }>(
    'SELECT a.n, a.outcome FROM call_attempt a JOIN call c ON c.id = a.call_id WHERE c.run_id = $1 ORDER BY a.n',
    [run.id],
  );
  return rows;
}

async function callsOf({ scope, run }: ClaimableRun) {
  return (await runProgress(database, scope, run.id)).calls;
}

async function reservedOf({ run }: ClaimableRun): Promise<number> {
  const { rows } = await database.query<{ reserved: number }>(
    'SELECT cost_reserved AS reserved FROM run WHERE id = $1',
    [run.id],
  );
  return rows[0]?.reserved as number;
}

describe('a claim whose worker died', () => {
  it('is given back with what was set aside, and its attempt stays on record as lost', async () => {
    const one = await claimableRun(database, 'lost', { prompts: 2 });
    await one.claim();
    await reconcile(database);
    expect(await callsOf(one)).toEqual({ CLAIMED: 1, READY: 1 });
    await workerDies();
    await reconcile(database);
    expect(await callsOf(one)).toEqual({ READY: 2 });
    expect(await attemptsOf(one)).toEqual([{ n: 1, outcome: 'lost' }]);
    expect(await reservedOf(one)).toBe(0);
    expect((await again(database, one.run)).requests).toBe(1);
  });

  it('is given back once, however many reconcile at once', async () => {
    const one = await claimableRun(database, 'at-once');
    await one.claim();
    await workerDies();
    await Promise.all([reconcile(database), reconcile(database), reconcile(database)]);
    const { rows } = await database.query('SELECT transient_count FROM call WHERE run_id = $1', [one.run.id]);
    expect(rows).toEqual([{ transient_count: 1 }]);
  });

  it('still counts when its reply arrives after all', async () => {
    const one = await claimableRun(database, 'late');
    const { finished } = await one.claim();
    await workerDies();
    await reconcile(database);
    await recordAttempts(database, [finished(VERDICT)]);
    expect(await callsOf(one)).toEqual({ DONE: 1 });
    expect(await attemptsOf(one)).toEqual([{ n: 1, outcome: 'verdict' }]);
    expect((await again(database, one.run)).spend).toBeCloseTo(110 / 1e6);
  });

  it('is not made again without end: a call that kills its worker ten times has failed', async () => {
    const one = await claimableRun(database, 'deadly');
    for (let death = 1; death <= 10; death++) {
      await one.claim();
      await workerDies();
      await reconcile(database);
    }
    expect(await callsOf(one)).toEqual({ FAILED: 1 });
    expect(await again(database, one.run)).toMatchObject({ state: 'COMPLETED_WITH_GAPS', requests: 10 });
  });
});

describe('a run that missed its last step', () => {
  it('is paused when it was pausing and nothing is under way any more', async () => {
    const one = await claimableRun(database, 'pausing', { prompts: 2 });
    await one.claim();
    expect(await pauseRun(database, one.run)).toBe('PAUSING');
    await reconcile(database);
    expect((await again(database, one.run)).state).toBe('PAUSING');
    await workerDies();
    await reconcile(database);
    expect(await again(database, one.run)).toMatchObject({ state: 'PAUSED', pauseReason: 'user' });
  });

  it('is cancelled with the calls that were under way', async () => {
    const one = await claimableRun(database, 'cancelling', { prompts: 2 });
    await one.claim();
    expect(await cancelRun(database, one.run)).toBe('CANCELLING');
    await workerDies();
    await reconcile(database);
    expect((await again(database, one.run)).state).toBe('CANCELLED');
    expect(await callsOf(one)).toEqual({ CANCELLED: 2 });
  });

  it('is completed, and asks for its final leaderboard until that is stored', async () => {
    const one = await claimableRun(database, 'unfinished');
    const { finished } = await one.claim();
    // As after a crash between the last record and the step that follows from it.
    await recordAttempts(database, [finished(VERDICT)], () => false);
    expect((await again(database, one.run)).state).toBe('RUNNING');
    const ranked = { id: one.run.id, teamId: one.run.teamId };
    expect(await reconcile(database)).toContainEqual(ranked);
    expect((await again(database, one.run)).state).toBe('COMPLETED');
    expect(await reconcile(database)).toContainEqual(ranked);
    await rankBoard(database, one.scope, one.run.id);
    expect(await reconcile(database)).not.toContainEqual(ranked);
  });
});
