import { expect, test } from 'vitest';
import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { leaderboardText } from './leaderboard-text.ts';
import { runStateText } from './run-state-text.ts';
import { runsTable } from './runs-table.ts';

const ALL: PlanCoverage = { matches: 20, withVerdict: 20, inconsistent: 0, pending: 0, withoutVerdict: 0, reasons: {} };
const HALF: PlanCoverage = {
  ...ALL,
  withVerdict: 10,
  withoutVerdict: 10,
  reasons: { truncated: 1, failed: 6, givenUp: 3 },
};
const run = {
  number: 3,
  state: 'COMPLETED',
  stateNote: null,
  benchmark: 'Birds',
  schedule: 'league',
  requests: 0,
  judgeName: 'judge-1',
  judges: [{ seat: 0, name: 'judge-1' }],
  plan: { matches: 20 },
  endedAt: new Date(0),
  priceKnown: false,
} as unknown as RunRow;
const content = {
  ratings: [],
  games: 10,
  skipped: {},
  warnings: [],
  firstShownWinRate: null,
  consistency: null,
} as unknown as LeaderboardContent;

test('a run that is well says so, and no more', () => {
  expect(runStateText(run, ALL)).toBe('Run #3 is completed.');
});

test('what has no verdict stands in the line of the state, with the reasons', () => {
  expect(runStateText({ ...run, state: 'COMPLETED_WITH_GAPS' }, HALF)).toBe(
    'Run #3 is completed with gaps: 10 of 20 matches (50.0 %) have no verdict: 6 failed at the provider, 3 given up (closed with gaps), 1 cut short.',
  );
});

test('a judge that mostly contradicts itself is named', () => {
  expect(runStateText(run, { ...ALL, withVerdict: 2, inconsistent: 18 })).toBe(
    'Run #3 is completed, but 18 of 20 matches are inconsistent: the two orders disagree.',
  );
});

test('a leaderboard says before its ranks how much of the plan they rest on', () => {
  const lines = leaderboardText(run, content, HALF).split('\n');
  expect(lines[1]).toMatch(/^10 of 20 matches \(50\.0 %\) have no verdict: 6 failed at the provider/);
  expect(leaderboardText(run, content, ALL)).not.toContain('no verdict');
});

test('a leaderboard of a run under way says how far it is', () => {
  const lines = leaderboardText({ ...run, state: 'PAUSED', endedAt: null }, content, {
    ...ALL,
    withVerdict: 5,
    pending: 15,
  }).split('\n');
  expect(lines[1]).toBe('so far 5 of 20 matches are judged');
});

test('the list of runs has a column for it', () => {
  const text = runsTable([
    { ...run, coverage: HALF },
    { ...run, number: 2, coverage: ALL },
  ]);
  expect(text).toContain('without verdict');
  expect(text).toContain('10 of 20: 6 failed at the provider, 3 given up (closed with gaps), 1 cut short');
});
