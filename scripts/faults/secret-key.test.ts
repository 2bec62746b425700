import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { NODE } from '../setup.mjs';
import { closedAtEnd } from './closed-at-end.ts';
import { DEMO_PATHS, DEMO_QUALITIES } from './demo-files.ts';
import { echoingJudge } from './echoing-judge.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { simulatedJudge } from './judge-under-test.ts';
import { playJudged, type RunDocument, startJudged, untilAtRest } from './judged-run.ts';
import { untilShare } from './kill-at-random.ts';
import { commandsWith, filesWith, tablesWith } from './places-of-secret.ts';
import { environmentHas, HAS_PROC } from './processes-of.ts';
import { PATIENT } from './until.ts';

const OWN = 'sk-canary-5f0c1e9ab27d4836';
const MAPPED = 'sk-canary-mapped-c41d7702e8b9';
// A part is as bad: providers repeat the ends of a key.
const TRACES = ['sk-canary', '5f0c1e9ab2', '27d4836', 'c41d7702', '02e8b9'];
const ROOT = join(import.meta.dirname, '..', '..');
const OPTIONS = ['--schedule', 'knockout', '--in-flight', '4'];

vi.setConfig(PATIENT);
const kept = closedAtEnd();

test.skipIf(!HAS_PROC)(
  'a key is sent to the judge it belongs to and is nowhere else, even if the judge repeats it (needs /proc)',
  async () => {
    const [owner, mapped, stranger] = [
      kept(await echoingJudge()),
      kept(await echoingJudge()),
      kept(await echoingJudge()),
    ];
    const judge = kept(await simulatedJudge({ ...DEMO_QUALITIES, latencyMs: 20, faults: '500:.05,malformed:.05' }));
    const installation = kept(
      new InstallationUnderTest({
        OPENAI_API_KEY: OWN,
        OPENAI_BASE_URL: owner.url,
        JOUST_JUDGE_KEYS: `${mapped.url}=MAPPED_KEY,${judge.url}=MAPPED_KEY`,
        MAPPED_KEY: MAPPED,
        LOG_LEVEL: 'trace',
      }),
    );
    await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
    await installation.start();
    const rejected: RunDocument[] = [];
    for (const one of [owner, mapped, stranger])
      rejected.push(await playJudged(installation, { benchmark: 'Demo', judge: one, options: OPTIONS }));
    for (const run of rejected) expect(run).toMatchObject({ state: 'PAUSED', pauseReason: 'blocked' });
    expect([owner, mapped, stranger].map(({ keys }) => [...keys])).toEqual([[OWN], [MAPPED], ['']]);
    expect(rejected[2]?.note).toContain('set JOUST_JUDGE_KEYS=');

    const found: string[] = [];
    const run = await startJudged(installation, { benchmark: 'Demo', judge, options: OPTIONS });
    for (const share of [0.1, 0.4, 0.7]) {
      await untilShare(installation, { id: run.run, calls: run.plan.calls }, share);
      found.push(...commandsWith(installation, TRACES));
    }
    expect(await untilAtRest(installation, run.run)).toBe('COMPLETED');
    const { web, worker, simulator } = installation.processes();
    expect(worker.map((pid) => environmentHas(pid, TRACES))).toEqual([true]);
    for (const pid of [...web, ...simulator]) expect(environmentHas(pid, TRACES)).toBe(false);

    for (const command of ['leaderboard', 'matches', 'judgements'])
      await installation.joust(command, run.run, '--json');
    for (const command of ['runs', 'doctor', 'sign-in']) await installation.joust(command);
    await installation.joust('judgements', rejected[0]!.run);
    found.push(...(await tablesWith(installation, TRACES)));
    // Each search finds what is there: else it would prove nothing.
    expect(await tablesWith(installation, ['heron-large'])).not.toEqual([]);
    expect(commandsWith(installation, ['workers/main.ts'])).not.toEqual([]);
    expect(filesWith(installation.folders(), ['heron-large'])).not.toEqual([]);
    await installation.stop();
    const printed = installation.output.split('\n').filter((line) => TRACES.some((trace) => line.includes(trace)));
    found.push(...printed, ...filesWith(installation.folders(), TRACES));
    expect(found).toEqual([]);
  },
);

test('pages that are built with keys around hold none of them', async () => {
  const folder = join('.next', 'built-beside-keys');
  const built = join(ROOT, folder);
  const variables = { OPENAI_API_KEY: OWN, MAPPED_KEY: MAPPED, JOUST_JUDGE_KEYS: 'https://judge.test=MAPPED_KEY' };
  const env = { ...process.env, ...variables, JOUST_BUILD_FOLDER: folder, NODE_ENV: 'production' as const };
  const build = spawn(NODE, [join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
  });
  try {
    expect(await once(build, 'exit')).toEqual([0, null]);
    expect(filesWith([join(built, 'static')], ['EventSource'])).not.toEqual([]);
    expect(filesWith([built], TRACES)).toEqual([]);
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
});
