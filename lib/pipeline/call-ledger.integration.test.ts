import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { readyCalls } from '#lib/db/ready-calls.ts';
import { createLog } from '#lib/log.ts';
import { newTeam, startedRun } from '../../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { createCallLedger } from './call-ledger.ts';
import { createCallReader } from './call-reader.ts';

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
