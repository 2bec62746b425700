import { afterAll, describe, expect, it } from 'vitest';
import type { FailureKind } from '#lib/chat/chat-failure.ts';
import { openDatabase } from '#lib/db/database.ts';
import { expireLeases } from '#lib/db/ready-calls.ts';
import { failureOf } from '#lib/llm/failure-of.ts';
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

const failure = (kind: FailureKind, status: number | null, message = 'no'): AttemptOutcome => {
  return { kind: 'failure', failure: kind, message, status, retryAfterMs: 0 };
};
const brokenBy = (code: string) => failureOf(Object.assign(new Error(), { code }), { apiKey: null, now: 0 }).message;
const verdict: AttemptOutcome = { kind: 'verdict', verdict: 'a', reason: null, reply: replyOf('A') };
const silent: AttemptOutcome = { ...verdict, reply: { ...replyOf('A'), usage: null } };

/** Makes the next call of a run with this outcome. */
async function play(one: ClaimableRun, outcome: AttemptOutcome) {
  const { work, finished } = await one.claim();
  await recordAttempts(database, [finished(outcome)]);
  return work;
}

const unreportedOf = async ({ run }: ClaimableRun) => unreportedCost(database, await again(database, run));

describe('the cost that nobody reported', () => {
  it.each<[string, AttemptOutcome]>([
    ['a time-out', failure('transient', null, 'No reply within 1000 ms.')],
    ['a broken connection', failure('transient', null, brokenBy('ECONNRESET'))],
    ['a gateway that gave up', failure('transient', 504)],
    ['a status 200 that is no completion', failure('transient', 200)],
    ['an answer without usage', silent],
    [
      'a reply without usage or verdict',
      { kind: 'unusable', verdict: 'refused', detail: '', reply: { ...textReply(''), usage: null } },
    ],
  ])('counts %s', async (name, outcome) => {
    const one = await claimableRun(database, name);
    const work = await play(one, outcome);
    const { attempts, upTo } = await unreportedOf(one);
    expect(attempts).toBe(1);
    const reserved = judgeRequest(work).maxCost as number;
    expect(upTo).toBeGreaterThanOrEqual(reserved);
    expect(upTo).toBeLessThan(reserved * 1.2);
  });

  it.each<[string, AttemptOutcome]>([
    ['a reported answer', verdict],
    ['a refused connection', failure('transient', null, brokenBy('ECONNREFUSED'))],
    ['a server error', failure('transient', 500)],
    ['a rate limit', failure('rate_limit', 429)],
    ['a rejected request', failure('content', 400)],
    ['a rejected key', failure('blocked', 401)],
  ])('leaves out %s', async (name, outcome) => {
    const one = await claimableRun(database, name);
    await play(one, outcome);
    expect(await unreportedOf(one)).toEqual({ attempts: 0, upTo: 0 });
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

  it('knows no bound without a price, and a free judge costs nothing', async () => {
    const unknown = await claimableRun(database, 'unknown', { judge: { inputPrice: null, outputPrice: null } });
    await play(unknown, silent);
    expect(await unreportedOf(unknown)).toEqual({ attempts: 1, upTo: null });
    const free = await claimableRun(database, 'free', { judge: { inputPrice: 0, outputPrice: 0 } });
    await play(free, silent);
    expect(await unreportedOf(free)).toEqual({ attempts: 1, upTo: 0 });
  });

  it('holds for conversations with context, references and a second question', async () => {
    const one = await claimableRun(database, 'long');
    await database.query(`UPDATE prompt SET turns = $2, context = $3, reference = $4 WHERE team_id = $1`, [
      one.scope.teamId,
      ['日本語 ✓', 'two'],
      'x'.repeat(5_000),
      ['one', 'two'],
    ]);
    await play(one, { kind: 'unusable', verdict: 'unparseable', detail: '', reply: textReply('字'.repeat(3_000)) });
    const work = await play(one, failure('transient', 504));
    const { attempts, upTo } = await unreportedOf(one);
    expect(attempts).toBe(1);
    expect(upTo).toBeGreaterThanOrEqual(judgeRequest(work).maxCost as number);
  });
});
