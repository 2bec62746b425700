import { beforeAll, describe, expect, test, vi } from 'vitest';
import { closedAtEnd } from './closed-at-end.ts';
import { DEMO_PATHS } from './demo-files.ts';
import { InstallationUnderTest } from './installation-under-test.ts';
import { HAS_REFERENCE_JUDGE, referenceJudge } from './judge-under-test.ts';
import { playJudged, startJudged, untilAtRest } from './judged-run.ts';
import { paidCalls } from './paid-calls.ts';
import { HAS_PROC } from './processes-of.ts';
import { PATIENT } from './until.ts';

const READY = HAS_PROC && HAS_REFERENCE_JUDGE;
const FAULTS = '429:.05,500:.05,timeout:.02,disconnect:.02,malformed:.03,truncated:.02,refused:.02';

vi.setConfig(PATIENT);
const kept = closedAtEnd();
const installation = kept(new InstallationUnderTest());

beforeAll(async () => {
  if (!READY) return;
  await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
  await installation.start();
});

describe.skipIf(!READY)('a judge that misbehaves (needs shared data)', () => {
  test('a run with every kind of fault completes, with each unusable verdict in a state of its own', async () => {
    const judge = kept(await referenceJudge({ FAULTS }));
    // A bracket in which nobody meets two contestants with equal answers: their requests would be equal, too.
    const options = ['--schedule', 'knockout', '--orders', 'both', '--timeout', '2', '--seed', '3'];
    const run = await playJudged(installation, { benchmark: 'Demo', judge, options });
    const counts = await judge.stats();
    const books = await paidCalls(installation, run.run);
    expect(run.state, run.note).toBe('COMPLETED');
    expect(Object.keys(counts.byFault)).toHaveLength(FAULTS.split(',').length);
    expect(books).toMatchObject({ ended: books.calls, misjudged: 0, withoutReply: 0, answered: counts.answered });
    expect(counts).toMatchObject({ requests: books.attempts, duplicates: 0 });
    expect(run.verdicts).toMatchObject({ refused: counts.byFault.refused, truncated: counts.byFault.truncated });
    // A reply without a verdict is asked about once more, so that most of these get one.
    expect(run.verdicts.unparseable ?? 0).toBeLessThan(counts.byFault.malformed as number);
    expect(await outcomesOf(run.run)).toMatchObject({ unparseable: counts.byFault.malformed });
    for (const state of ['refused', 'truncated']) expect(run.matches[state], state).toBeGreaterThan(0);
  });

  test('a judge that always prefers the answer shown first is found inconsistent, and nothing else', async () => {
    const judge = kept(await referenceJudge({ ALWAYS: 'A' }));
    const options = ['--schedule', 'league', '--orders', 'both', '--contestants', 'heron-large,heron-small,osprey-2'];
    const run = await playJudged(installation, { benchmark: 'Demo', judge, options });
    const identical = (await identicalMatches(run.run)) ?? 0;
    expect(run.state).toBe('COMPLETED');
    expect(run.matches.inconsistent).toBe(run.plan.matches - identical);
    expect(run.matches.tie ?? 0).toBe(identical);
  });

  test('a judge that never answers pauses its run, and other runs go on in the same workers', async () => {
    const hanging = kept(await referenceJudge({ HANG: '1' }));
    const workers = installation.processes().worker;
    const options = ['--contestants', 'heron-large,heron-small', '--in-flight', '64', '--timeout', '1'];
    const stuck = await startJudged(installation, { benchmark: 'Demo', judge: hanging, options });
    const judge = kept(await referenceJudge());
    const other = await playJudged(installation, { benchmark: 'Demo', judge, options: ['--schedule', 'knockout'] });
    expect(other.state).toBe('COMPLETED');
    expect(await untilAtRest(installation, stuck.run)).toBe('PAUSED');
    const books = await paidCalls(installation, stuck.run);
    expect(books).toMatchObject({ ended: 0, claimed: 0, misjudged: 0 });
    // Each call once, and then one request a second until it is plain.
    expect(books.attempts).toBeLessThan(books.calls + 20);
    expect((await hanging.stats()).requests).toBe(books.attempts);
    expect(installation.processes().worker).toEqual(workers);
  });
});

async function outcomesOf(runId: string): Promise<Record<string, number>> {
  const rows = await installation.query<{ outcome: string; count: number }>(
    `SELECT a.outcome, count(*)::int AS count FROM call_attempt a JOIN call c ON c.id = a.call_id WHERE c.run_id = $1 GROUP BY 1`,
    [runId],
  );
  return Object.fromEntries(rows.map((row) => [row.outcome, row.count]));
}

/** Identical answers are tied without asking the judge. */
async function identicalMatches(runId: string): Promise<number | undefined> {
  const rows = await installation.query<{ count: number }>(
    `SELECT count(DISTINCT match_id)::int AS count FROM judgement WHERE run_id = $1 AND source = 'identical'`,
    [runId],
  );
  return rows[0]?.count;
}
