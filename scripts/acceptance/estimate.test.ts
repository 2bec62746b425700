import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Plan } from '#lib/db/run-row.ts';
import type { RunOutlook } from '#lib/pipeline/run-outlook.ts';
import { closedAtEnd } from '../faults/closed-at-end.ts';
import { DEMO_PATHS } from '../faults/demo-files.ts';
import { InstallationUnderTest } from '../faults/installation-under-test.ts';
import { HAS_REFERENCE_JUDGE, type JudgeUnderTest, referenceJudge } from '../faults/judge-under-test.ts';
import type { RunDocument } from '../faults/judged-run.ts';
import { PATIENT } from '../faults/until.ts';
import { processEnvironment } from '../supervisor/process-environment.ts';
import { findProgram } from '../test-support/find-program.ts';

const SEEDS = Array.from({ length: process.env.JOUST_FAULTS === 'full' ? 10 : 3 }, (_, index) => `seed ${index}`);
const SCRIPT = findProgram(['script']);

type EstimatedRun = RunDocument & {
  plan: Plan;
  tokens: { input: number; output: number };
  spend: number | null;
  trial: { verdicts: unknown[]; outlook: RunOutlook } | null;
};

/** Matches of a run between equal answers: ties that nobody was asked about. */
async function identicalMatches({ run }: EstimatedRun): Promise<number> {
  const [row] = await installation.query<{ count: number }>(
    `SELECT count(DISTINCT match_id)::int AS count FROM judgement WHERE run_id = $1 AND source = 'identical'`,
    [run],
  );
  return row?.count ?? 0;
}

vi.setConfig(PATIENT);
const kept = closedAtEnd();
const installation = kept(new InstallationUnderTest());
let judge: JudgeUnderTest;

beforeAll(async () => {
  if (!HAS_REFERENCE_JUDGE) return;
  await installation.json('import', ...DEMO_PATHS, '--benchmark', 'Demo');
  judge = kept(await referenceJudge());
});

const PRICED = ['--input-price', '1', '--output-price', '4'];
const asked = () => ['run', '--benchmark', 'Demo', '--judge-url', judge.url, '--judge-model', judge.model];

describe.skipIf(!HAS_REFERENCE_JUDGE)(
  'the estimate of a run against its bill, from the terminal (needs shared data)',
  () => {
    test('input within 2 %, and every bill inside the range that the trial gave, paying for no call twice', async () => {
      const before = await judge.stats();
      let requests = 0;
      for (const seed of SEEDS) {
        const options = ['--seed', seed, '--cache', 'bypass', '--probe', '--yes', ...PRICED];
        const paused = await installation.json<EstimatedRun>(...asked(), ...options);
        expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'trial', requests: 20 });
        expect(paused.trial?.verdicts).toHaveLength(20);
        const outlook = paused.trial?.outlook as RunOutlook;
        const done = await installation.json<EstimatedRun>('resume', String(paused.number), '--wait');
        expect(done.state).toBe('COMPLETED');
        // Where the same answers meet in a later round, nobody is asked.
        expect(done.requests).toBe(paused.plan.calls - (await identicalMatches(done)) + paused.plan.identical);
        expect(Math.abs(done.tokens.input / outlook.tokens.input.expected - 1)).toBeLessThan(0.02);
        expect(done.spend).toBeGreaterThanOrEqual(outlook.total?.low ?? Number.POSITIVE_INFINITY);
        expect(done.spend).toBeLessThanOrEqual(outlook.total?.high ?? 0);
        expect(done.plan.afterTrial?.cost).toEqual(outlook.total);
        expect(done.calls).toEqual({ DONE: done.requests });
        requests += done.requests;
      }
      expect((await judge.stats()).requests - before.requests).toBe(requests);
    });

    test('a plan is within 2 % of the tokens that the judge counts once it has been asked before', async () => {
      const run = await installation.json<EstimatedRun>(...asked(), '--seed', 'later', '--yes', '--wait', ...PRICED);
      expect(run.plan.basis?.kind).toBe('earlier');
      expect(Math.abs(run.tokens.input / run.plan.tokens.input - 1)).toBeLessThan(0.02);
    });

    test('an unknown price is said, with tokens only and the command that sets one', async () => {
      const { stderr, code } = await installation.joust(...asked(), '--seed', 'unknown');
      expect(code).toBe(1);
      expect(stderr).toMatch(/about [\d,]+ input and [\d,]+ output tokens; cost unknown: no price for this judge/);
      expect(stderr).toContain('joust prices set reference-judge --judge-url');
      await installation.joust('prices', 'set', judge.model, '--judge-url', judge.url, '--input', '1', '--output', '4');
      expect((await installation.joust(...asked(), '--seed', 'unknown')).stderr).toMatch(
        /tokens; \$[\d.]+ to \$[\d.]+/,
      );
      const { prices } = await installation.json<{ prices: object[] }>('prices');
      expect(prices).toMatchObject([{ model: judge.model, inputPrice: 1, outputPrice: 4 }]);
      await installation.joust('prices', 'remove', judge.model, '--judge-url', judge.url);
      expect(await installation.json('prices')).toEqual({ prices: [] });
    });

    test('who is not sure makes no call: without an answer, and with no for an answer', async () => {
      const before = await judge.stats();
      const unanswered = await installation.joust(...asked(), '--seed', 'declined');
      expect(unanswered.code).toBe(1);
      expect(unanswered.stderr).toContain('not-confirmed');
      expect((await judge.stats()).requests).toBe(before.requests);
      const runs = await installation.json<{ runs: { state: string }[] }>('runs');
      expect(runs.runs.every(({ state }) => state === 'COMPLETED')).toBe(true);
    });

    test.skipIf(!SCRIPT)('no, said on a terminal, exits with 0 and no call', async () => {
      const before = await judge.stats();
      const { code, output } = await onTerminal([...asked(), '--seed', 'no'], 'n\n');
      expect(output).toContain('Not started: nothing was stored or spent.');
      expect(code).toBe(0);
      expect((await judge.stats()).requests).toBe(before.requests);
    });

    test('joust judges spend has all of it, and a cap stops the next run with the reason', async () => {
      const { months } = await installation.json<{ months: { judge: string; spend: number }[] }>('judges', 'spend');
      const spent = months.reduce((sum, { spend }) => sum + spend, 0);
      expect(months).toHaveLength(1);
      await installation.json('judges', 'cap', judge.model, String(spent + 0.05));
      const options = ['--seed', 'capped', '--cache', 'bypass', '--yes', '--wait', ...PRICED];
      const paused = await installation.json<EstimatedRun>(...asked(), ...options);
      expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'month' });
      expect(paused.note).toContain(`joust judges cap ${judge.model}`);
      expect(paused.spend).toBeLessThanOrEqual(0.05);
      await installation.json('judges', 'cap', judge.model, 'none');
      const done = await installation.json<EstimatedRun>('resume', String(paused.number), '--wait');
      expect(done.state).toBe('COMPLETED');
    });
  },
);

/** A command on a terminal of its own, with something typed. */
function onTerminal(args: readonly string[], typed: string): Promise<{ code: number | null; output: string }> {
  const main = join(import.meta.dirname, '..', 'cli', 'main.ts');
  const command = [process.execPath, main, ...args].map((part) => `'${part}'`).join(' ');
  const { PATH, HOME, TMPDIR } = process.env;
  const env = processEnvironment({ PATH, HOME, TMPDIR, TZ: 'UTC', ...installation.variables });
  return new Promise((resolve, reject) => {
    const child = spawn(SCRIPT as string, ['-qec', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (text.includes('[y/N]')) child.stdin.write(typed);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
