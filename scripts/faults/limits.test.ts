import { beforeAll, describe, expect, test, vi } from 'vitest';
import { closedAtEnd } from './closed-at-end.ts';
import { DEMO_PATHS } from './demo-files.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { HAS_REFERENCE_JUDGE, referenceJudge } from './judge-under-test.ts';
import { playJudged, type RunDocument } from './judged-run.ts';
import { paidCalls } from './paid-calls.ts';
import { HAS_PROC } from './processes-of.ts';
import { runResults } from './run-results.ts';
import { PATIENT, until } from './until.ts';

const READY = HAS_PROC && HAS_REFERENCE_JUDGE;
const WORKERS = 3;

vi.setConfig(PATIENT);
const kept = closedAtEnd();
const installation = kept(new InstallationUnderTest({ JOUST_WORKERS: String(WORKERS) }));

beforeAll(async () => {
  if (!READY) return;
  await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
  await installation.start();
  await until('all workers', () => (installation.output.match(/worker ready/g) ?? []).length >= WORKERS);
});

describe.skipIf(!READY)('several workers on one run (needs shared data)', () => {
  test('send exactly as many requests as the cap allows, pause, and go on with a higher one', async () => {
    const judge = kept(await referenceJudge({ LATENCY_MS: '10' }));
    const options = ['--schedule', 'league', '--max-calls', '100', '--in-flight', '64'];
    const capped = await playJudged(installation, { benchmark: 'Demo', judge, options });
    expect(capped).toMatchObject({ state: 'PAUSED', pauseReason: 'calls', requests: 100 });
    expect(await judge.stats()).toMatchObject({ requests: 100, answered: 100 });
    expect(await paidCalls(installation, capped.run)).toMatchObject({ attempts: 100, ended: 100, misjudged: 0 });
    const done = await installation.json<RunDocument>('resume', capped.run, '--max-calls', '100000', '--wait');
    const books = await paidCalls(installation, capped.run);
    expect(done).toMatchObject({ state: 'COMPLETED', requests: books.calls });
    expect(books).toMatchObject({ attempts: books.calls, ended: books.calls, misjudged: 0 });
    expect((await judge.stats()).requests).toBe(books.calls);
  });

  test('together never have more in flight than the run allows', async () => {
    const judge = kept(await referenceJudge({ LATENCY_MS: '30' }));
    const options = ['--schedule', 'knockout', '--in-flight', '8'];
    const run = await playJudged(installation, { benchmark: 'Demo', judge, options });
    expect(run.state).toBe('COMPLETED');
    const { peakInFlight } = await judge.stats();
    expect(peakInFlight).toBeLessThanOrEqual(8);
    expect(peakInFlight).toBeGreaterThan(4);
  });

  test('come to the same brackets, sides and leaderboard with 4 and with 64 requests in flight', async () => {
    const judge = kept(await referenceJudge({ LATENCY_MS: '5' }));
    const results = [];
    for (const inFlight of ['4', '64']) {
      const options = ['--schedule', 'knockout', '--seed', 'same', '--in-flight', inFlight];
      const run = await playJudged(installation, { benchmark: 'Demo', judge, options });
      results.push(await runResults(installation, run.run));
    }
    expect(results[1]).toEqual(results[0]);
    const options = ['--schedule', 'knockout', '--seed', 'other'];
    const other = await playJudged(installation, { benchmark: 'Demo', judge, options });
    expect((await runResults(installation, other.run)).matches).not.toEqual(results[0]?.matches);
  });
});
