import { afterAll, describe, expect, it } from 'vitest';
import { ChatFailure } from '#lib/chat/chat-failure.ts';
import { closeRunWithGaps, retryRun } from '#lib/pipeline/control-run.ts';
import { again, newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { openDatabase } from './database.ts';
import { planCoverages } from './plan-coverage.ts';
import type { RunRow } from './run-row.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

async function started(name: string, settings: { schedule: 'league' | 'knockout'; bothOrders?: boolean }) {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: 2, contestants: 4 });
  const run = await startedRun(database, scope, { benchmark: name, ...settings });
  const coverage = async (of: RunRow = run) => (await planCoverages(database, scope, [of])).get(of.id);
  return { run, coverage };
}

const outage = () => {
  throw new ChatFailure('503 overloaded', { kind: 'transient', status: 503, retryAfterMs: 1 });
};

describe('how much of a plan has a verdict', () => {
  it('is nothing before the first reply, and everything after the last', async () => {
    const { run, coverage } = await started('all-judged', { schedule: 'league' });
    expect(await coverage()).toMatchObject({
      matches: 12,
      withVerdict: 0,
      pending: 12,
      withoutVerdict: 0,
      reasons: {},
    });
    await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
    expect(await coverage()).toMatchObject({
      matches: 12,
      withVerdict: 12,
      pending: 0,
      withoutVerdict: 0,
      reasons: {},
    });
  });

  it('tells failed calls, unusable verdicts by kind, and contradictions apart', async () => {
    const { run, coverage } = await started('half', { schedule: 'league' });
    const judge = scriptedJudge((request, attempt) => {
      if (JSON.stringify(request.messages).includes('question 0')) return outage();
      return attempt % 2 === 0 ? { ...textReply(''), refusal: 'No.' } : { ...textReply('{'), truncated: true };
    });
    const ended = await playRun(database, run, judge.model);
    const found = await coverage();
    expect(ended.state).toBe('COMPLETED_WITH_GAPS');
    expect(found).toMatchObject({ matches: 12, withVerdict: 0, inconsistent: 0, pending: 0, withoutVerdict: 12 });
    expect(found?.reasons.failed).toBe(6);
    expect((found?.reasons.refused ?? 0) + (found?.reasons.truncated ?? 0)).toBe(6);
  });

  it('counts contradictions between the two orders by themselves: they are no gap', async () => {
    const { run, coverage } = await started('position', { schedule: 'league', bothOrders: true });
    await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
    expect(await coverage()).toMatchObject({ withVerdict: 0, inconsistent: 12, withoutVerdict: 0 });
  });

  it('names matches that were given up, until a retry brings their verdict after all', async () => {
    const { run, coverage } = await started('given-up', { schedule: 'knockout' });
    const held = await playRun(database, run, scriptedJudge(outage).model);
    expect(await coverage()).toMatchObject({ reasons: { failed: 4 }, pending: 2 });
    await closeRunWithGaps(database, held);
    const ended = await playRun(database, run, scriptedJudge(() => replyOf('A')).model);
    expect(await coverage()).toMatchObject({ withVerdict: 2, withoutVerdict: 4, reasons: { givenUp: 4 } });
    await retryRun(database, ended);
    await playRun(database, await again(database, run), scriptedJudge(() => replyOf('A')).model);
    expect(await coverage()).toMatchObject({ withVerdict: 6, withoutVerdict: 0, reasons: {} });
  });
});
