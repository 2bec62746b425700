import { expect } from 'vitest';
import type { InstallationUnderTest } from './installation-under-test.ts';
import type { JudgeUnderTest } from './judge-under-test.ts';
import { type JudgedRun, playJudged, type RunDocument, startJudged, untilAtRest } from './judged-run.ts';
import { DEADLY, type Kill, killAtRandom, type PlannedKill } from './kill-at-random.ts';
import { type PaidCalls, paidCalls } from './paid-calls.ts';
import { type RunResults, runResults } from './run-results.ts';

/** A benchmark and how it is played; judged with and without kills. */
export interface CrashScenario {
  paths: readonly string[];
  inFlight: number;
  options: readonly string[];
}

const BENCHMARK = 'Under test';

/** What is to come out: the results of a run that nobody disturbs, and what it asked. */
export interface Undisturbed {
  results: RunResults;
  calls: number;
  /** Bodies that occur twice, where two contestants gave the same answer. */
  duplicates: number;
}

/** Plays the scenario to its end in peace. */
export async function undisturbed(
  installation: InstallationUnderTest,
  scenario: CrashScenario,
  judge: JudgeUnderTest,
): Promise<Undisturbed> {
  await installation.json('import', ...scenario.paths, '--benchmark', BENCHMARK);
  const run = await playJudged(installation, runOf(scenario, judge));
  const books = await paidCalls(installation, run.run);
  const { answered, duplicates } = await judge.stats();
  expect(run.state, run.note).toBe('COMPLETED');
  expect(books).toMatchObject({ attempts: run.requests, answered, ended: books.calls, misjudged: 0 });
  return { results: await runResults(installation, run.run), calls: books.calls, duplicates };
}

/** What a run with kills came to. */
export interface Disturbed {
  run: RunDocument;
  kills: Kill[];
  books: PaidCalls;
  results: RunResults;
}

/** Plays the scenario in a started installation while its processes are killed. */
export async function disturbed(
  installation: InstallationUnderTest,
  scenario: CrashScenario & { judge: JudgeUnderTest; plan: readonly PlannedKill[] },
): Promise<Disturbed> {
  await installation.json('import', ...scenario.paths, '--benchmark', BENCHMARK);
  await installation.start();
  const run = await startJudged(installation, runOf(scenario, scenario.judge));
  const kills = await killAtRandom(installation, { id: run.run, calls: run.plan.calls }, scenario.plan);
  expect(await untilAtRest(installation, run.run)).toBe('COMPLETED');
  return {
    run,
    kills,
    books: await paidCalls(installation, run.run),
    results: await runResults(installation, run.run),
  };
}

/** Nothing lost, nothing twice, and nothing paid for twice but what was under way when a process was killed. */
export async function expectNothingLost(
  { kills, books, results }: Disturbed,
  scenario: CrashScenario & { judge: JudgeUnderTest; expected: Undisturbed },
): Promise<void> {
  const { expected, inFlight } = scenario;
  const counts = await scenario.judge.stats();
  const deadly = kills.filter(({ target }) => DEADLY.has(target)).length;
  const report = JSON.stringify({ kills, books, counts });
  process.stderr.write(`${report}\n`);
  const { calls } = expected;
  expect(books, report).toMatchObject({ calls, ended: calls, misjudged: 0, claimed: 0, withoutReply: 0 });
  expect(counts.requests, report).toBeLessThanOrEqual(books.attempts);
  expect(counts.answered, report).toBeLessThanOrEqual(books.answered + books.lost);
  expect(counts.duplicates - expected.duplicates, report).toBeLessThanOrEqual(deadly * inFlight);
  expect(results).toEqual(expected.results);
}

function runOf(scenario: CrashScenario, judge: JudgeUnderTest): JudgedRun {
  const options = [...scenario.options, '--in-flight', String(scenario.inFlight)];
  return { benchmark: BENCHMARK, judge, options };
}
