import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { closedAtEnd } from './closed-at-end.ts';
import { DEMO_PATHS, DEMO_QUALITIES } from './demo-files.ts';
import { echoingJudge } from './echoing-judge.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { simulatedJudge } from './judge-under-test.ts';
import { playJudged, startJudged, untilAtRest } from './judged-run.ts';
import { untilShare } from './kill-at-random.ts';
import { commandsWith, filesWith, tablesWith } from './places-of-secret.ts';
import { HAS_PROC } from './processes-of.ts';
import { PATIENT } from './until.ts';

const CANARY = 'sk-canary-5f0c1e9ab27d4836';
// A part is as bad: providers repeat the ends of a key.
const TRACES = ['sk-canary', '5f0c1e9ab2', '27d4836'];
const BUNDLE = join(import.meta.dirname, '..', '..', '.next', 'static');

vi.setConfig(PATIENT);
const kept = closedAtEnd();

test.skipIf(!HAS_PROC)(
  'the key of a judge is sent to the judge and is nowhere else, even if the judge repeats it (needs /proc)',
  async () => {
    const installation = kept(new InstallationUnderTest({ OPENAI_API_KEY: CANARY, LOG_LEVEL: 'trace' }));
    const found: string[] = [];
    await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
    await installation.start();
    const rejecting = kept(await echoingJudge());
    const options = ['--schedule', 'knockout', '--in-flight', '4'];
    const rejected = await playJudged(installation, { benchmark: 'Demo', judge: rejecting, options });
    expect(rejected).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked' });
    expect([...rejecting.keys]).toEqual([CANARY]);

    const judge = kept(await simulatedJudge({ ...DEMO_QUALITIES, latencyMs: 20, faults: '500:.05,malformed:.05' }));
    const run = await startJudged(installation, { benchmark: 'Demo', judge, options });
    for (const share of [0.1, 0.4, 0.7]) {
      await untilShare(installation, { id: run.run, calls: run.plan.calls }, share);
      found.push(...commandsWith(installation, TRACES));
    }
    expect(await untilAtRest(installation, run.run)).toBe('COMPLETED');

    for (const command of ['leaderboard', 'matches', 'judgements'])
      await installation.joust(command, run.run, '--json');
    for (const command of ['runs', 'doctor', 'sign-in']) await installation.joust(command);
    await installation.joust('judgements', rejected.run);
    found.push(...(await tablesWith(installation, TRACES)));
    // Each search finds what is there: else it would prove nothing.
    expect(await tablesWith(installation, ['heron-large'])).not.toEqual([]);
    expect(commandsWith(installation, ['workers/main.ts'])).not.toEqual([]);
    expect(filesWith(installation.folders(), ['heron-large'])).not.toEqual([]);
    await installation.stop();
    const printed = installation.output.split('\n').filter((line) => TRACES.some((trace) => line.includes(trace)));
    found.push(...printed, ...filesWith(installation.folders(), TRACES));
    if (existsSync(BUNDLE)) found.push(...filesWith([BUNDLE], TRACES));
    expect(found).toEqual([]);
  },
);
