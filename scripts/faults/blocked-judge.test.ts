import { beforeAll, describe, expect, test, vi } from 'vitest';
import { closedAtEnd } from './closed-at-end.ts';
import { DEMO_PATHS } from './demo-files.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { HAS_REFERENCE_JUDGE, referenceJudge } from './judge-under-test.ts';
import { playJudged, type RunDocument } from './judged-run.ts';
import { HAS_PROC } from './processes-of.ts';
import { type RunResults, runResults } from './run-results.ts';
import { PATIENT } from './until.ts';

const READY = HAS_PROC && HAS_REFERENCE_JUDGE;
const OPTIONS = ['--schedule', 'knockout', '--orders', 'both'];

vi.setConfig(PATIENT);
const kept = closedAtEnd();
const installation = kept(new InstallationUnderTest());
let expected: RunResults;

beforeAll(async () => {
  if (!READY) return;
  await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
  await installation.start();
  const judge = kept(await referenceJudge());
  const run = await playJudged(installation, { benchmark: 'Demo', judge, options: OPTIONS });
  expected = await runResults(installation, run.run);
});

/** How matches were advanced: a coin flip would be `unusable`. */
async function advances(runId: string): Promise<string[]> {
  const rows = await installation.query<{ by: string }>(
    'SELECT DISTINCT advanced_by AS by FROM match WHERE run_id = $1 ORDER BY 1',
    [runId],
  );
  return rows.map((row) => row.by);
}

describe.skipIf(!READY)('a judge that refuses the key (needs shared data)', () => {
  test('pauses the run with the reason; mended, it comes to the results of an undisturbed run, without a coin flip', async () => {
    const refusing = kept(await referenceJudge({ FAULTS: '401:1' }));
    const paused = await playJudged(installation, { benchmark: 'Demo', judge: refusing, options: OPTIONS });
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked', note: expect.stringContaining('401') });
    expect(paused.verdicts).toEqual({});
    const again = await installation.joust('resume', paused.run, '--wait', '--json');
    expect(again.code).toBe(3);
    // One request alone asks whether it is mended.
    expect(JSON.parse(again.stdout)).toMatchObject({
      state: 'PAUSED',
      pauseReason: 'blocked',
      requests: paused.requests + 1,
    });
    await refusing.close();
    kept(await referenceJudge({ PORT: new URL(refusing.url).port }));
    const done = await installation.json<RunDocument>('resume', paused.run, '--wait');
    expect(done.state, done.note).toBe('COMPLETED');
    expect(await advances(paused.run)).not.toContain('unusable');
    expect(await runResults(installation, paused.run)).toEqual(expected);
  });

  test('a key that expires in the middle costs no verdict', async () => {
    const first = kept(await referenceJudge({ LATENCY_MS: '5' }));
    const options = [...OPTIONS, '--max-calls', '100'];
    const capped = await playJudged(installation, { benchmark: 'Demo', judge: first, options });
    expect(capped).toMatchObject({ state: 'PAUSED', pauseReason: 'calls' });
    await first.close();
    const PORT = new URL(first.url).port;
    const refusing = kept(await referenceJudge({ PORT, FAULTS: '401:1' }));
    const blocked = await installation.json<RunDocument>('resume', capped.run, '--max-calls', '10000', '--wait');
    expect(blocked).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked', verdicts: capped.verdicts });
    await refusing.close();
    kept(await referenceJudge({ PORT }));
    const done = await installation.json<RunDocument>('resume', capped.run, '--wait');
    expect(done.state, done.note).toBe('COMPLETED');
    expect(await runResults(installation, capped.run)).toEqual(expected);
  });

  test('a judge that is not there pauses the run soon, by its name, and no call is used up', async () => {
    const gone = await referenceJudge();
    await gone.close();
    const began = Date.now();
    const options = ['--schedule', 'league', '--in-flight', '16'];
    const paused = await playJudged(installation, { benchmark: 'Demo', judge: gone, options });
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked', calls: { READY: paused.plan.calls } });
    expect(paused.note).toContain(`${new URL(gone.url).host} cannot be reached: ECONNREFUSED`);
    expect(paused.requests).toBeLessThan(60);
  });
});
