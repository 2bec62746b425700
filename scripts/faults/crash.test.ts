import { beforeAll, test, vi } from 'vitest';
import { testRedis } from '../test-support/test-redis.ts';
import { closedAtEnd } from './closed-at-end.ts';
import { type CrashScenario, disturbed, expectNothingLost, type Undisturbed, undisturbed } from './crash-scenario.ts';
import { DEMO_PATHS, DEMO_QUALITIES } from './demo-files.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { simulatedJudge } from './judge-under-test.ts';
import { planKills } from './kill-at-random.ts';
import { HAS_PROC, TARGETS } from './processes-of.ts';
import { PATIENT } from './until.ts';

const SCENARIO: CrashScenario = {
  paths: DEMO_PATHS,
  inFlight: 4,
  options: ['--schedule', 'knockout', '--orders', 'both', '--timeout', '5'],
};

const redis = HAS_PROC ? await testRedis() : null;
let expected: Undisturbed;
vi.setConfig(PATIENT);
const kept = closedAtEnd();

beforeAll(async () => {
  if (!HAS_PROC) return;
  const judge = kept(await simulatedJudge({ ...DEMO_QUALITIES, latencyMs: 5 }));
  expected = await undisturbed(kept(new InstallationUnderTest()), SCENARIO, judge);
});

test.skipIf(!HAS_PROC)(
  'a run on PostgreSQL whose processes are killed comes to the results of an undisturbed one (needs /proc)',
  async () => {
    const judge = kept(await simulatedJudge({ ...DEMO_QUALITIES, latencyMs: 50 }));
    const scenario = { ...SCENARIO, judge, expected, plan: planKills('small', TARGETS, 5) };
    const result = await disturbed(kept(new InstallationUnderTest()), scenario);
    await expectNothingLost(result, scenario);
  },
);

test.skipIf(!redis)(
  'a run on Redis whose processes are killed and whose queue is emptied comes to the same results (needs redis-server)',
  async () => {
    const judge = kept(await simulatedJudge({ ...DEMO_QUALITIES, latencyMs: 50 }));
    const scenario = {
      ...SCENARIO,
      judge,
      expected,
      plan: planKills('small on Redis', ['worker', 'postgres', 'everything', 'queue'], 4),
    };
    const result = await disturbed(kept(new InstallationUnderTest({ REDIS_URL: redis!.url })), scenario);
    await expectNothingLost(result, scenario);
  },
);
