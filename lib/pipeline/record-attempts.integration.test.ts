import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { claimableRun } from '../../scripts/test-support/claimable-run.ts';
import { again } from '../../scripts/test-support/play-run.ts';
import { replyOf, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { AttemptOutcome } from './call-outcome.ts';
import { recordAttempts } from './record-attempts.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

/** A run of one call that has been claimed, and its outcome, ready to be recorded. */
async function claimedCall(name: string, outcome: AttemptOutcome) {
  const { scope, run, claim } = await claimableRun(database, name);
  const { finished } = await claim();
  return { scope, run, finished: finished(outcome) };
}

const UNPARSEABLE: AttemptOutcome = {
  kind: 'unusable',
  verdict: 'unparseable',
  detail: 'no verdict',
  reply: textReply('Hm.'),
};

describe('recording an attempt twice', () => {
  it('pays for it once and keeps its one judgement', async () => {
    const outcome: AttemptOutcome = { kind: 'verdict', verdict: 'a', reason: null, reply: replyOf('A') };
    const { scope, run, finished } = await claimedCall('verdict-twice', outcome);
    await recordAttempts(database, [finished]);
    const once = await again(database, run);
    await recordAttempts(database, [finished]);
    expect(await again(database, run)).toEqual(once);
    expect(once.spend).toBeCloseTo(110 / 1e6);
    expect((await runProgress(database, scope, run.id)).verdicts).toEqual({ a: 1 });
  });

  it('leaves a call that is to be asked again as it is', async () => {
    const { scope, run, finished } = await claimedCall('unparseable-twice', UNPARSEABLE);
    await recordAttempts(database, [finished]);
    await recordAttempts(database, [finished]);
    expect(await runProgress(database, scope, run.id)).toMatchObject({ calls: { READY: 1 }, verdicts: {} });
  });

  it('stores texts that PostgreSQL could not take as they are', async () => {
    const reply = { ...replyOf('A'), servedModel: 'x\u0000', fingerprint: '\ud800', text: 'a\u0000b' };
    const { scope, run, finished } = await claimedCall('odd-texts', {
      kind: 'verdict',
      verdict: 'a',
      reason: 'n\u0000',
      reply,
    });
    await recordAttempts(database, [finished]);
    expect((await runProgress(database, scope, run.id)).verdicts).toEqual({ a: 1 });
  });
});

describe('a late reply without a verdict', () => {
  it('does not open a call again that was given up', async () => {
    const { run, finished } = await claimedCall('late', UNPARSEABLE);
    await database.query(
      `UPDATE call SET status = 'FAILED', claim_token = NULL, lease_until = NULL WHERE run_id = $1`,
      [run.id],
    );
    await recordAttempts(database, [finished]);
    const { rows } = await database.query('SELECT status FROM call WHERE run_id = $1', [run.id]);
    expect(rows).toEqual([{ status: 'FAILED' }]);
  });
});
