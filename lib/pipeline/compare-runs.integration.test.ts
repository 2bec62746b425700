import { afterAll, describe, expect, it } from 'vitest';
import { newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { openDatabase } from '../db/database.ts';
import { compareRuns } from './compare-runs.ts';
import { rankBoard } from './rank-board.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const scope = await newTeam(database, 'compares');
await smallBenchmark(database, scope, { name: 'birds', prompts: 12, contestants: 4 });

/** Prefers the answer whose number is `better` of the numbers shown, by a rule of its own on every prompt. */
function judgeBy(better: (contestant: number, prompt: number) => number) {
  return scriptedJudge((request) => {
    const text = request.messages.map((message) => message.content).join('\n');
    const [a, b] = [...text.matchAll(/Answer (\d) to prompt (\d+)/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ]) as [[number, number], [number, number]];
    const [left, right] = [better(...a), better(...b)];
    return replyOf(left === right ? 'tie' : left > right ? 'A' : 'B');
  }).model;
}

async function played(judge: ReturnType<typeof judgeBy>, name = 'birds') {
  const run = await startedRun(database, scope, { benchmark: name, schedule: 'league', cacheMode: 'bypass' });
  return playRun(database, run, judge);
}

// A noisy order: the lower number is better, but every prompt lifts one contestant.
const first = await played(judgeBy((contestant, prompt) => (prompt % 4 === contestant ? 9 : -contestant)));
// The same, but contestant 3 is better than before on every other prompt.
const second = await played(
  judgeBy((contestant, prompt) =>
    contestant === 3 && prompt % 2 === 0 ? 10 : prompt % 4 === contestant ? 9 : -contestant,
  ),
);

describe('compareRuns', () => {
  it('finds who moved, and which matches flipped, with both matches', async () => {
    const found = await compareRuns(database, scope, { first, second, subject: null });
    expect(found.prompts).toEqual({ shared: 12, onlyFirst: 0, onlySecond: 0 });
    expect(found.contestants?.find((one) => one.firstName === 'c3')?.difference).toBeGreaterThan(100);
    expect(found.flips.common).toBe(72);
    // Contestant 3 on six prompts against three others; one of these each it had won before on none of the even prompts.
    expect(found.flips.flips.length).toBe(18);
    expect(found.flips.agreement).toMatchObject({ matches: 72, agreed: 54 });
    expect(found.flips.flips.every((flip) => flip.kind === 'reversed' && [flip.a, flip.b].includes('c3'))).toBe(true);
    const [flip] = found.flips.flips;
    const { rows } = await database.query<{ id: string }>('SELECT run_id AS id FROM match WHERE id = ANY($1::uuid[])', [
      [flip?.first.id, flip?.second.id],
    ]);
    expect(rows.map((row) => row.id).sort()).toEqual([first.id, second.id].sort());
  });

  it('is the leaderboard again, on a common scale, where all prompts are shared', async () => {
    const boards = await Promise.all([first, second].map((run) => rankBoard(database, scope, run.id)));
    const found = await compareRuns(database, scope, { first, second, subject: null });
    for (const one of found.contestants ?? []) {
      const ratings = boards.map((board) => board?.ratings.find((line) => line.contestant === one.firstName)?.rating);
      expect(one.first).toBeCloseTo(ratings[0] as number, 6);
      expect(one.second).toBeCloseTo(ratings[1] as number, 6);
    }
  });

  it('is the same for the same seed, and says so of itself when a run is compared with itself', async () => {
    const [one, two] = await Promise.all([
      compareRuns(database, scope, { first, second, subject: null }),
      compareRuns(database, scope, { first, second, subject: null }),
    ]);
    expect(one).toEqual(two);
    const same = await compareRuns(database, scope, { first, second: first, subject: null });
    expect(same.flips).toMatchObject({ agreement: { share: 1, kappa: 1 }, flips: [] });
    expect(same.contestants?.every((line) => Math.abs(line.difference) < 1e-6)).toBe(true);
  });

  it('compares a contestant with another against their common opponents', async () => {
    const found = await compareRuns(database, scope, { first, second, subject: { first: 'c0', second: 'c3' } });
    expect(found.contestants?.map((one) => [one.firstName, one.secondName]).sort()).toEqual([
      ['c0', 'c3'],
      ['c1', 'c1'],
      ['c2', 'c2'],
    ]);
    expect(found.flips.common).toBe(24);
    await expect(
      compareRuns(database, scope, { first, second, subject: { first: 'c0', second: 'c9' } }),
    ).rejects.toMatchObject({ report: { code: 'contestant-not-in-run' } });
  });

  it('refuses runs of different benchmarks', async () => {
    await smallBenchmark(database, scope, { name: 'fish', prompts: 2, contestants: 2 });
    const other = await played(
      judgeBy(() => 0),
      'fish',
    );
    await expect(compareRuns(database, scope, { first, second: other, subject: null })).rejects.toMatchObject({
      report: { code: 'different-benchmarks' },
    });
  });

  it('reads nothing of another team', async () => {
    const stranger = await newTeam(database, 'peeks');
    const found = await compareRuns(database, stranger, { first, second, subject: null });
    expect(found).toMatchObject({ prompts: { shared: 0 }, contestants: null, flips: { common: 0 } });
  });
});
