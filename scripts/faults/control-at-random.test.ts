import { beforeAll, expect, test, vi } from 'vitest';
import { stableLuck } from '../simulator/stable-luck.ts';
import { closedAtEnd } from './closed-at-end.ts';
import { DEMO_PATHS, DEMO_QUALITIES } from './demo-files.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { type JudgeUnderTest, simulatedJudge } from './judge-under-test.ts';
import { playJudged, type RunDocument, startJudged, untilAtRest } from './judged-run.ts';
import { untilShare } from './kill-at-random.ts';
import { paidCalls } from './paid-calls.ts';
import { HAS_PROC } from './processes-of.ts';
import { type RunResults, runResults } from './run-results.ts';
import { PATIENT } from './until.ts';

vi.setConfig(PATIENT);
const kept = closedAtEnd();
const installation = kept(new InstallationUnderTest());
const OPTIONS = ['--schedule', 'knockout', '--orders', 'both', '--in-flight', '4'];
// A command takes seconds to start on a busy machine: after this share of the calls the run could end before it acts.
const LAST_MOMENT = 0.5;
let expected: RunResults;

const judgeWith = async (latencyMs: number) => kept(await simulatedJudge({ ...DEMO_QUALITIES, latencyMs }));
const settings = (judge: JudgeUnderTest) => ({ benchmark: 'Demo', judge, options: OPTIONS });

beforeAll(async () => {
  if (!HAS_PROC) return;
  await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
  await installation.start();
  const run = await playJudged(installation, settings(await judgeWith(0)));
  expected = await runResults(installation, run.run);
});

/** Everything the judge answered is stored, and nothing was asked twice. */
async function expectAllStored(run: RunDocument, judge: JudgeUnderTest): Promise<void> {
  const books = await paidCalls(installation, run.run);
  const counts = await judge.stats();
  expect(books).toMatchObject({ claimed: 0, lost: 0, misjudged: 0, withoutReply: 0, answered: counts.answered });
  expect(counts).toMatchObject({ requests: books.attempts, duplicates: 0 });
}

test.skipIf(!HAS_PROC)('pauses at random moments lose nothing paid and change no result (needs /proc)', async () => {
  const judge = await judgeWith(200);
  const run = await startJudged(installation, settings(judge));
  for (let pause = 0; pause < 3; pause += 1) {
    await untilShare(
      installation,
      { id: run.run, calls: run.plan.calls },
      ((pause + stableLuck('pause', pause)) * LAST_MOMENT) / 3,
    );
    await installation.json('pause', run.run);
    expect(await untilAtRest(installation, run.run)).toBe('PAUSED');
    await expectAllStored(run, judge);
    await installation.json('resume', run.run);
  }
  expect(await untilAtRest(installation, run.run)).toBe('COMPLETED');
  await expectAllStored(run, judge);
  expect(await runResults(installation, run.run)).toEqual(expected);
});

test.skipIf(!HAS_PROC)('a cancelled run keeps everything that was answered (needs /proc)', async () => {
  for (const moment of ['early', 'late']) {
    const judge = await judgeWith(200);
    const run = await startJudged(installation, settings(judge));
    await untilShare(installation, { id: run.run, calls: run.plan.calls }, stableLuck('cancel', moment) * LAST_MOMENT);
    await installation.json('cancel', run.run);
    expect(await untilAtRest(installation, run.run)).toBe('CANCELLED');
    await expectAllStored(run, judge);
  }
});

test.skipIf(!HAS_PROC)('stopping in the middle of slow requests loses none of them (needs /proc)', async () => {
  const judge = await judgeWith(2_000);
  const run = await startJudged(installation, settings(judge));
  await untilShare(installation, { id: run.run, calls: run.plan.calls }, 0.02);
  await installation.stop();
  await installation.start();
  await untilShare(installation, { id: run.run, calls: run.plan.calls }, 0.06);
  await installation.json('cancel', run.run);
  expect(await untilAtRest(installation, run.run)).toBe('CANCELLED');
  await expectAllStored(run, judge);
});
