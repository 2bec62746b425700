import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { readyCalls } from '#lib/db/ready-calls.ts';
import { createLog } from '#lib/log.ts';
import { claimableRun } from '../../scripts/test-support/claimable-run.ts';
import { newTeam, startedRun } from '../../scripts/test-support/play-run.ts';
import { textReply } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { createCallLedger } from './call-ledger.ts';
import { createCallReader } from './call-reader.ts';
import { recordAttempts } from './record-attempts.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

it('gives one claim of a call when it was queued twice, in one batch or in two', async () => {
  const scope = await newTeam(database, 'twice');
  await smallBenchmark(database, scope, { name: 'twice', prompts: 1, contestants: 2 });
  const run = await startedRun(database, scope, { benchmark: 'twice', schedule: 'league' });
  const [call] = await readyCalls(database, run.id, 1);
  const ledger = createCallLedger({
    database,
    claimToken: 'test/1',
    log: createLog({ name: 'test', level: 'silent' }),
  });
  const work = await createCallReader(database).load(call?.id as string);
  const request = {
    callId: work?.id as string,
    attempts: work?.attempts as number,
    runId: run.id,
    judgeVersionId: work?.judgeVersionId as string,
    requestHash: 'hash',
    singleFlight: false,
    maxCost: null,
    leaseMs: 60_000,
  };
  const together = await Promise.all([ledger.claim(request), ledger.claim({ ...request })]);
  const later = await ledger.claim({ ...request });
  expect([...together, later].map(({ answer }) => answer.kind).sort()).toEqual(['claimed', 'gone', 'gone']);
});

it('gives no claim to who loaded the call before its last attempt', async () => {
  const one = await claimableRun(database, 'stale');
  const { work, finished } = await one.claim();
  const outcome = { kind: 'unusable' as const, verdict: 'unparseable' as const, detail: '', reply: textReply('Hm.') };
  await recordAttempts(database, [finished(outcome)]);
  const ledger = createCallLedger({
    database,
    claimToken: 'test/2',
    log: createLog({ name: 'test', level: 'silent' }),
  });
  const request = {
    callId: work.id,
    runId: one.run.id,
    judgeVersionId: work.judgeVersionId,
    requestHash: 'hash',
    singleFlight: false,
    maxCost: null,
    leaseMs: 60_000,
  };
  expect((await ledger.claim({ ...request, attempts: 0 })).answer.kind).toBe('gone');
  expect((await ledger.claim({ ...request, attempts: 1 })).answer.kind).toBe('claimed');
});
