import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import {
  type Billing,
  billByCharacters,
  type ReplyLengths,
  talkativeJudge,
} from '../../scripts/test-support/talkative-judge.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { countTokens } from '../llm/token-count.ts';
import { resumeRun } from './control-run.ts';
import { type RunOutlook, runOutlook } from './run-outlook.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const WORDS = ['naïve café ', 'return x + 1; ', '안녕하세요 여러분 ', 'A plain sentence of words. ', '\n- an "item"\n'];

/** Answers of different length and kind. */
function answer(contestant: number, prompt: number): string {
  const word = WORDS[(contestant * 3 + prompt) % WORDS.length] as string;
  return word.repeat(15 + ((contestant * 31 + prompt * 17) % 40));
}

/** What a tokenizer sees of a request: its texts, not the JSON around them. */
function shownTexts(body: string): string {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  return messages.map(({ content }) => content).join('\n');
}

interface Judged {
  seed: string;
  /** Where every match is known from the start, only the counting can be wrong. */
  schedule?: 'knockout' | 'league';
  lengths: ReplyLengths;
  billing: Billing;
}

/** Plays a trial, asks what the rest will cost, and plays the rest. */
async function estimateAndBill(judged: Judged) {
  const scope = await newTeam(database, judged.seed);
  await smallBenchmark(database, scope, { name: 'talk', prompts: 60, contestants: 5, answer });
  const { model } = talkativeJudge(judged);
  const judge = { inputPrice: 1, outputPrice: 4, maxOutputTokens: 4096 };
  const run = await startedRun(database, scope, {
    benchmark: 'talk',
    seed: judged.seed,
    schedule: judged.schedule ?? 'knockout',
    judge,
    trial: 20,
  });
  const paused = await playRun(database, run, model);
  const outlook = await runOutlook(database, scope, paused);
  await resumeRun(database, paused);
  return { paused, outlook, done: await playRun(database, run, model) };
}

const SEEDS = Array.from({ length: 10 }, (_, index) => `seed ${index}`);

describe('what the rest of a run will cost, after a trial of 20', () => {
  test('input within 2 %, and the bill inside the range in at least 9 of 10 runs, with replies of log-normal length', async () => {
    const judged = { lengths: { median: 120, sigma: 0.8 }, billing: billByCharacters };
    const results = await Promise.all(SEEDS.map((seed) => estimateAndBill({ ...judged, seed })));
    for (const { paused, outlook, done } of results) {
      expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'trial', requests: 20, trialCalls: 20 });
      expect(done).toMatchObject({ state: 'COMPLETED', requests: 240, trialCalls: null });
      expect(outlook.left.basis).toEqual({ kind: 'run', replies: 20 });
      expect(outlook.calls).toBe(220);
      expect(inputError({ outlook, done })).toBeLessThan(0.02);
    }
    const inside = results.filter(({ outlook, done }) => isInside(done, outlook.total));
    expect(inside.length).toBeGreaterThanOrEqual(9);
  }, 120_000);

  test.each([
    ['bytes and an offset', (body: string) => Math.round(Buffer.byteLength(body) / 3.7) + 11],
    ['tokens of another encoding', (body: string) => Math.round(countTokens(shownTexts(body)) * 1.13)],
  ] as const)(
    'input within 2 % however the judge counts: %s',
    async (seed, billing) => {
      const result = await estimateAndBill({ seed, billing, lengths: { median: 60, sigma: 1 }, schedule: 'league' });
      expect(inputError(result)).toBeLessThan(0.02);
      expect(isInside(result.done, result.outlook.total)).toBe(true);
    },
    60_000,
  );
});

function inputError({ outlook, done }: { outlook: RunOutlook; done: RunRow }): number {
  return Math.abs(done.inputTokens / outlook.tokens.input.expected - 1);
}

function isInside(done: RunRow, range: { low: number; high: number } | null): boolean {
  return range !== null && range.low <= done.spend && done.spend <= range.high;
}
