import { afterAll, describe, expect, it } from 'vitest';
import type { FailureKind } from '#lib/chat/chat-failure.ts';
import { openDatabase } from '#lib/db/database.ts';
import { expireLeases } from '#lib/db/ready-calls.ts';
import { generalTemplate } from '#lib/judging/general-template.ts';
import { type ClaimableRun, claimableRun } from '../../scripts/test-support/claimable-run.ts';
import { again } from '../../scripts/test-support/play-run.ts';
import { replyOf, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { AttemptOutcome } from './call-outcome.ts';
import { judgeRequest } from './judge-request.ts';
import { reconcile } from './reconcile.ts';
import { recordAttempts } from './record-attempts.ts';
import { unreportedCost } from './unreported-cost.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const failure = (kind: FailureKind, possiblyPaid: boolean): AttemptOutcome => {
  return { kind: 'failure', failure: kind, message: 'no', code: null, status: null, retryAfterMs: 0, possiblyPaid };
};
const verdict: AttemptOutcome = { kind: 'verdict', verdict: 'a', reason: null, reply: replyOf('A') };
const silent: AttemptOutcome = { ...verdict, reply: { ...replyOf('A'), usage: null } };

/** Makes the next call of a run with this outcome. */
async function play(one: ClaimableRun, outcome: AttemptOutcome) {
  const { work, finished } = await one.claim();
  await recordAttempts(database, [finished(outcome)]);
  return work;
}

const unreportedOf = async ({ run }: ClaimableRun) => unreportedCost(await again(database, run));

describe('the cost that nobody reported', () => {
  it.each<[string, AttemptOutcome]>([
    ['a failure that may have been paid', failure('transient', true)],
    ['an answer without usage', silent],
    [
      'a reply without usage or verdict',
      { kind: 'unusable', verdict: 'refused', detail: '', reply: { ...textReply(''), usage: null } },
    ],
  ])('counts %s, at what was set aside for it', async (name, outcome) => {
    const one = await claimableRun(database, name);
    const work = await play(one, outcome);
    expect(await unreportedOf(one)).toEqual({ attempts: 1, upTo: judgeRequest(work, generalTemplate).maxCost });
  });

  it.each<[string, AttemptOutcome]>([
    ['a reported answer', verdict],
    ['a failure that cannot have been paid', failure('transient', false)],
    ['a rate limit', failure('rate_limit', false)],
    ['a rejected key', failure('blocked', false)],
  ])('leaves out %s', async (name, outcome) => {
    const one = await claimableRun(database, name);
    await play(one, outcome);
    expect(await unreportedOf(one)).toEqual({ attempts: 0, upTo: 0 });
  });

  it('counts against the cap on cost', async () => {
    const one = await claimableRun(database, 'capped', { prompts: 2 });
    await play(one, silent);
    const { upTo } = await unreportedOf(one);
    await database.query('UPDATE run SET max_cost = $2 WHERE id = $1', [one.run.id, (upTo as number) * 1.5]);
    await expect(one.claim()).rejects.toThrow('gone');
    expect(await again(database, one.run)).toMatchObject({ state: 'PAUSED', pauseReason: 'cost', spend: 0 });
  });

  it('counts an attempt that was lost with its worker, not while it is under way, and not when its reply comes late', async () => {
    const one = await claimableRun(database, 'lost', { prompts: 3 });
    const { finished } = await one.claim();
    expect(await unreportedOf(one)).toEqual({ attempts: 0, upTo: 0 });
    await expireLeases(database, 'test');
    await reconcile(database);
    expect((await unreportedOf(one)).attempts).toBe(1);
    await recordAttempts(database, [finished(verdict)]);
    expect(await unreportedOf(one)).toEqual({ attempts: 0, upTo: 0 });
  });

  it('takes a lost attempt back that is recorded while it is being given up', async () => {
    const one = await claimableRun(database, 'race');
    const { work, finished } = await one.claim();
    const reserved = judgeRequest(work, generalTemplate).maxCost as number;
    let recording: Promise<unknown> = Promise.resolve();
    await database.transaction(async (transaction) => {
      await transaction.query(`UPDATE call_attempt SET outcome = 'lost' WHERE call_id = $1`, [work.id]);
      await transaction.query('UPDATE run SET unreported_attempts = 1, unreported_cost = $2 WHERE id = $1', [
        one.run.id,
        reserved,
      ]);
      recording = recordAttempts(database, [finished(verdict)]);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await recording;
    expect(await unreportedOf(one)).toEqual({ attempts: 0, upTo: 0 });
  });

  it('stands however often replies and reconciling meet', async () => {
    for (let round = 0; round < 10; round++) {
      const one = await claimableRun(database, `meet-${round}`);
      const { finished } = await one.claim();
      await expireLeases(database, 'test');
      await Promise.all([recordAttempts(database, [finished(verdict)]), reconcile(database), reconcile(database)]);
      await recordAttempts(database, [finished(verdict)]);
      expect(await unreportedOf(one)).toEqual({ attempts: 0, upTo: 0 });
      expect((await again(database, one.run)).spend).toBeCloseTo(110 / 1e6);
    }
  });

  it('knows no bound without a price, and a free judge costs nothing', async () => {
    const unknown = await claimableRun(database, 'unknown', { judge: { inputPrice: null, outputPrice: null } });
    await play(unknown, silent);
    expect(await unreportedOf(unknown)).toEqual({ attempts: 1, upTo: null });
    const free = await claimableRun(database, 'free', { judge: { inputPrice: 0, outputPrice: 0 } });
    await play(free, silent);
    expect(await unreportedOf(free)).toEqual({ attempts: 1, upTo: 0 });
  });
});
