import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { teamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { ensureLocalTeam } from '#lib/db/local-team.ts';
import { playRun, startedRun } from '../test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../test-support/scripted-judge.ts';
import { smallBenchmark } from '../test-support/small-benchmark.ts';
import { testDatabase } from '../test-support/test-database.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());
const scope = teamScope((await ensureLocalTeam(database)).teamId);
await smallBenchmark(database, scope, { name: 'birds', prompts: 8, contestants: 3 });
for (const verdict of ['A', 'B'] as const) {
  const run = await startedRun(database, scope, { benchmark: 'birds', schedule: 'league', cacheMode: 'bypass' });
  await playRun(database, run, scriptedJudge(() => replyOf(verdict)).model);
}

/** Runs a command on the test's database, without a terminal. */
function joust(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), ...args],
      { env: { ...process.env, DATABASE_URL: url } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

it('runs are named, noted, archived and listed', async () => {
  await joust('name', '1', 'First shown wins');
  await joust('note', '1', 'By design.');
  await joust('archive', '1');
  const listed = JSON.parse((await joust('runs', '--json')).stdout).runs;
  expect(listed.map(({ number }: { number: number }) => number)).toEqual([2]);
  const all = JSON.parse((await joust('runs', '--all', '--json')).stdout).runs;
  expect(all[1]).toMatchObject({
    number: 1,
    name: 'First shown wins',
    notes: 'By design.',
    archivedAt: expect.any(String),
  });
});

it('two runs are compared as JSON, as CSV and in words', async () => {
  const found = JSON.parse((await joust('compare', '1', '2', '--json')).stdout);
  // Whoever is shown first wins in one run and loses in the other: every match is reversed.
  expect(found.flips).toMatchObject({ common: 24, agreement: { agreed: 0, kappa: -1 } });
  expect(found).toMatchObject({ first: { number: 1 }, second: { number: 2 }, prompts: { shared: 8 } });
  const csv = (await joust('compare', '1', '2', '--csv', 'flips')).stdout;
  expect(csv.split('\r\n')).toHaveLength(26);
  expect((await joust('compare', '1', '2')).stdout).toContain("0 agree: 0.0 %, Cohen's kappa -1.00");
});

it('prompts are analysed, with thresholds that are refused in words when they are none', async () => {
  const report = JSON.parse((await joust('items', '1', '--json', '--minimum', '3')).stdout);
  expect(report).toMatchObject({ number: 1, thresholds: { minimum: 3, saturated: 0.9 } });
  expect(report.items).toHaveLength(8);
  const refused = JSON.parse((await joust('items', '1', '--json', '--noisy', 'much')).stdout);
  expect(refused.error).toMatchObject({ code: 'bad-threshold', got: '"much"' });
});

it('a run is planned like another, and what differs is said', async () => {
  const { code, stderr } = await joust('run', '--like', '1', '--seed', 'eight');
  expect(code).toBe(1);
  expect(stderr).toContain('As run #1, but\n  seed: "1" > "eight"');
  expect(stderr).toContain('not-confirmed');
});

it('a deletion says what it does, and does it only when it is confirmed', async () => {
  const asked = await joust('delete', 'contestant', 'c1');
  expect(asked.code).toBe(1);
  expect(asked.stderr).toContain("played in 2 runs (#1, #2): the results stay, the answers' texts are erased");
  expect(asked.stderr).toContain('error not-confirmed');
  const { deleted } = JSON.parse((await joust('delete', 'contestant', 'c1', '--yes', '--json')).stdout);
  expect(deleted).toMatchObject([{ contestant: 'c1', answers: 8, runs: [1, 2], submissions: [{ effect: 'erased' }] }]);
  const gone = JSON.parse((await joust('delete', 'contestant', 'c1', '--yes', '--json')).stdout);
  expect(gone.error.code).toBe('contestant-not-found');
  const nothing = JSON.parse((await joust('delete', 'submission', 'nobody', '--yes', '--json')).stdout);
  expect(nothing.error.code).toBe('submission-not-found');
});
