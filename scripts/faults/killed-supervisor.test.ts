import { expect, test, vi } from 'vitest';
import { closedAtEnd } from './closed-at-end.ts';
import { DEMO_PATHS, DEMO_QUALITIES } from './demo-files.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { simulatedJudge } from './judge-under-test.ts';
import { startJudged, untilAtRest } from './judged-run.ts';
import { paidCalls } from './paid-calls.ts';
import { HAS_PROC } from './processes-of.ts';
import { PATIENT, until } from './until.ts';

vi.setConfig(PATIENT);
const kept = closedAtEnd();

test.skipIf(!HAS_PROC)(
  'a start right after the supervisor was killed asks nothing again that comes back to its workers (needs /proc)',
  async () => {
    const installation = kept(new InstallationUnderTest());
    const judge = kept(await simulatedJudge({ ...DEMO_QUALITIES, latencyMs: 2_500 }));
    await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
    await installation.start();
    const options = ['--schedule', 'league', '--contestants', 'heron-large,osprey-2', '--in-flight', '8'];
    const run = await startJudged(installation, { benchmark: 'Demo', judge, options });
    await until('requests under way', async () => (await judge.stats()).requests >= 8);
    process.kill(installation.supervisor as number, 'SIGKILL');
    await until('the supervisor to be gone', () => installation.supervisor === null, { everyMs: 1 });
    await installation.start();
    expect(await untilAtRest(installation, run.run)).toBe('COMPLETED');
    const books = await paidCalls(installation, run.run);
    expect(books).toMatchObject({ ended: books.calls, attempts: books.calls, lost: 0, misjudged: 0 });
    expect(await judge.stats()).toMatchObject({ requests: books.calls, duplicates: 0 });
  },
);
