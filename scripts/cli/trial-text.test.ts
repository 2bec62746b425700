import { expect, test } from 'vitest';
import type { RunRow } from '#lib/db/run-row.ts';
import type { RunOutlook } from '#lib/pipeline/run-outlook.ts';
import { plannedText } from './planned-text.ts';
import { resumeText } from './resume-text.ts';
import { outlookText, trialVerdictText } from './trial-text.ts';

const range = (expected: number, low: number, high: number) => ({ expected, low, high });

test('a verdict says what was asked, who was shown first, who is better and why', () => {
  const verdict = {
    promptKey: 'p7',
    prompt: `Which\n bird ${'sings '.repeat(40)}`,
    contestantA: 'heron',
    contestantB: 'wren',
    verdict: 'b',
    first: 'b',
    reason: 'It sings.',
    judge: 'judge-1',
  } as const;
  const [asked, shown, better] = trialVerdictText(verdict).split('\n');
  expect(asked).toMatch(/^ {2}p7 {2}Which bird sings .*…$/);
  expect(shown).toBe('    shown first: wren; second: heron');
  expect(better).toBe('    better: wren: It sings.');
  expect(trialVerdictText({ ...verdict, verdict: 'refused', reason: null })).toContain('no verdict (refused)');
});

test('an outlook says calls, tokens, cost with a range, and what they rest on', () => {
  const outlook: RunOutlook = {
    calls: 1480,
    left: {
      tokens: { input: range(52_000, 51_000, 53_000), output: range(9000, 7000, 12_000) },
      cost: { low: 0.061, high: 1.25 },
      basis: { kind: 'run', replies: 20 },
    },
    total: { low: 0.07, high: 1.26 },
    tokens: { input: range(0, 0, 0), output: range(0, 0, 0) },
  };
  expect(outlookText(outlook)).toBe(
    '1,480 more calls, about 52,000 input tokens and 7,000 to 12,000 output tokens; $0.061 to $1.25 more, $0.070 to $1.26 in all. ' +
      'From 20 replies of this run, 95 % of the time inside.',
  );
  const even = { ...outlook.left, cost: { low: 0.1412, high: 0.1413 } };
  expect(outlookText({ ...outlook, left: even, total: { low: 0.1424, high: 0.1424 } })).toContain(
    '; $0.14 more, $0.14 in all. ',
  );
  const unpriced = { ...outlook, left: { ...outlook.left, cost: null }, total: null };
  expect(outlookText(unpriced)).toContain('cost unknown: no price for this judge');
});

test('a paused run says the command that takes it on, and only a paused one', () => {
  const run = { state: 'PAUSED', pauseReason: 'user', number: 3, maxCalls: 9, maxCost: 2 } as const;
  expect(resumeText(run)).toBe('Go on: joust resume 3 --wait');
  expect(resumeText({ ...run, pauseReason: 'calls' })).toBe('Go on: joust resume 3 --max-calls <above 9> --wait');
  expect(resumeText({ ...run, pauseReason: 'trial' })).toContain('joust cancel 3');
  expect(resumeText({ ...run, state: 'COMPLETED', pauseReason: null })).toBe('');
});

test('an ended run that cost something says what was planned and what came', () => {
  const run = {
    endedAt: new Date(),
    plan: { calls: 120, tokens: { input: 40_000, output: 7000 }, cost: { low: 0.05, high: 0.4 } },
    requests: 121,
    inputTokens: 40_100,
    outputTokens: 9000,
    spend: 0.11,
    priceKnown: true,
  } as unknown as RunRow;
  expect(plannedText(run)).toBe(
    'Planned: 120 calls, 40,000 input and 7,000 output tokens, $0.050 to $0.40.\n' +
      'Made: 121 requests, 40,100 input and 9,000 output tokens, $0.11.',
  );
  expect(plannedText({ ...run, spend: 0 })).toBe('');
  expect(plannedText({ ...run, endedAt: null })).toBe('');
});
