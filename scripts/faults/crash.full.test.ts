import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { writeReplay } from '../test-support/mtbench-replay.ts';
import { findSharedData } from '../test-support/shared-data.ts';
import { testRedis } from '../test-support/test-redis.ts';
import { closedAtEnd } from './closed-at-end.ts';
import { type CrashScenario, disturbed, expectNothingLost, type Undisturbed, undisturbed } from './crash-scenario.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { HAS_REFERENCE_JUDGE, referenceJudge } from './judge-under-test.ts';
import { planKills, type Victim } from './kill-at-random.ts';
import { HAS_PROC, TARGETS } from './processes-of.ts';

const KILLS = 20;
const HALF_AN_HOUR = 30 * 60_000;

const isWanted = process.env.JOUST_FAULTS === 'full';
const data = findSharedData();
const isReady = isWanted && HAS_PROC && HAS_REFERENCE_JUDGE && data !== null;
const redis = isReady ? await testRedis() : null;
const reason = isWanted ? 'needs shared data' : 'runs in npm run test:faults';
const reasonOnRedis = isReady ? 'needs redis-server' : reason;

const kept = closedAtEnd();
const benchmark = join(data ?? '', 'mtbench_en');
const scenario: CrashScenario = {
  paths: [benchmark],
  inFlight: 8,
  options: ['--schedule', 'league', '--orders', 'both', '--timeout', '5'],
};
let expected: Undisturbed;
let replay: string;

beforeAll(async () => {
  if (!isReady) return;
  replay = join(mkdtempSync(join(tmpdir(), 'joust-replay-')), 'replay.jsonl');
  writeReplay({ folder: benchmark, judge: 'gpt-4o-mini', file: replay });
  const judge = kept(await referenceJudge({ REPLAY: replay, LATENCY_MS: '5' }));
  expected = await undisturbed(kept(new InstallationUnderTest()), scenario, judge);
}, HALF_AN_HOUR);
afterAll(() => {
  if (replay) rmSync(dirname(replay), { recursive: true, force: true });
});

describe.skipIf(!isReady)(`the league of 2,400 recorded verdicts, killed ${KILLS} times (${reason})`, () => {
  test('on PostgreSQL', () => playWithKills({}), HALF_AN_HOUR);

  test.skipIf(!redis)(
    `on Redis, whose content is lost as well (${reasonOnRedis})`,
    () => playWithKills({ REDIS_URL: redis!.url }),
    HALF_AN_HOUR,
  );
});

async function playWithKills(variables: { REDIS_URL?: string }): Promise<void> {
  const judge = kept(await referenceJudge({ REPLAY: replay, LATENCY_MS: '50' }));
  const victims: Victim[] = [...TARGETS, 'everything', ...(variables.REDIS_URL ? (['queue'] as const) : [])];
  const plan = planKills(`full ${victims.length}`, victims, KILLS);
  const played = { ...scenario, judge, plan, expected };
  await expectNothingLost(await disturbed(kept(new InstallationUnderTest(variables)), played), played);
}
