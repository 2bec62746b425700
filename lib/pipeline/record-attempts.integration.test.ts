import { afterAll, describe, expect, it } from 'vitest';
import type { CallWork } from '#lib/db/call-work.ts';
import { openDatabase } from '#lib/db/database.ts';
import { readyCalls } from '#lib/db/ready-calls.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { createLog } from '#lib/log.ts';
import { again, newTeam, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { createCallLedger } from './call-ledger.ts';
import type { AttemptOutcome } from './call-outcome.ts';
import { createCallReader } from './call-reader.ts';
import type { FinishedAttempt } from './outcome-rows.ts';
import { recordAttempts } from './record-attempts.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const CLAIM = 'test/1';

/** A run of one call that has been claimed, and its outcome, ready to be recorded. */
async function claimedCall(name: string, outcome: AttemptOutcome) {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: 1, contestants: 2 });
  const run = await startedRun(database, scope, { benchmark: name, schedule: 'league' });
  const ledger = createCallLedger({ database, claimToken: CLAIM, log: createLog({ name: 'test', level: 'silent' }) });
  const [call] = await readyCalls(database, run.id, 1);
  const work = (await createCallReader(database).load(call?.id as string)) as CallWork;
  const shared = { callId: work.id, runId: run.id, judgeVersionId: work.judgeVersionId, requestHash: name };
  await ledger.claim({ ...shared, singleFlight: false, maxCost: 0.01, leaseMs: 60_000 });
  const finished: FinishedAttempt = {
    work,
    attempt: 1,
    claimToken: CLAIM,
    requestHash: name,
    cachedFromId: null,
    request: [],
    outcome,
    latencyMs: 5,
  };
  return { scope, run, finished };
}

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
    const outcome: AttemptOutcome = {
      kind: 'unusable',
      verdict: 'unparseable',
      detail: 'No verdict.',
      reply: textReply('Hm.'),
    };
    const { scope, run, finished } = await claimedCall('unparseable-twice', outcome);
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
