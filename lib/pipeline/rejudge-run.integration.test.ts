import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ChatReply, ChatRequest } from '#lib/chat/chat-model.ts';
import { openDatabase } from '#lib/db/database.ts';
import { isFinalOf, newestLeaderboard, runsWithoutFinalLeaderboard } from '#lib/db/leaderboards.ts';
import { judgementLines } from '#lib/db/match-lines.ts';
import { listRejudgings } from '#lib/db/rejudging.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { parseRejudgingScope, type RejudgingScope } from '#lib/judging/rejudging-scope.ts';
import { again, newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { cancelRun, pauseRun, resumeRun } from './control-run.ts';
import { planRejudging } from './plan-rejudging.ts';
import { rankBoard } from './rank-board.ts';
import { reconcile } from './reconcile.ts';
import { rejudgeRun } from './rejudge-run.ts';
import { type RunSettingsInput, type SeatSettings, seatSettings } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const INCONSISTENT: RejudgingScope = { only: 'inconsistent' };

/** Which prompt a request is about, and which contestants it shows, in order. */
function seen(request: ChatRequest): { prompt: number; first: number; second: number } {
  const text = request.messages.map((message) => message.content).join('\n');
  const found = [...text.matchAll(/Answer (\d) to prompt (\d)/g)].map(([, contestant, prompt]) => ({
    contestant: Number(contestant),
    prompt: Number(prompt),
  }));
  const [first, second] = found;
  return { prompt: first?.prompt ?? -1, first: first?.contestant ?? -1, second: second?.contestant ?? -1 };
}

/** Prefers the lower number; on the first `biased` prompts whatever is shown first. */
const judgeWithBias = (biased: number) =>
  scriptedJudge((request) => {
    const { prompt, first, second } = seen(request);
    return replyOf(prompt < biased || first < second ? 'A' : 'B');
  });
const judgeOf = (answer: (shown: ReturnType<typeof seen>) => ChatReply) =>
  scriptedJudge((request) => answer(seen(request)));
/** Prefers the higher number, whatever came before. */
const contrary = () => judgeOf(({ first, second }) => replyOf(first > second ? 'A' : 'B'));

interface Played {
  scope: TeamScope;
  run: RunRow;
}

async function played(
  name: string,
  judge: ReturnType<typeof scriptedJudge>,
  settings: Partial<RunSettingsInput> & { contestants?: never; size?: number } = {},
): Promise<Played> {
  const { size = 3, ...rest } = settings;
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: 6, contestants: size });
  const run = await startedRun(database, scope, { benchmark: name, schedule: 'league', bothOrders: true, ...rest });
  const done = await playRun(database, run, judge.model);
  await rankBoard(database, scope, run.id);
  return { scope, run: done };
}

async function rejudge(run: RunRow, scope: RejudgingScope, judges: SeatSettings[] | null = null) {
  const request = { scope, judges };
  return rejudgeRun(database, run, { ...request, shown: await planRejudging(database, run, request) });
}

async function rows<Row extends object>(sql: string, run: RunRow): Promise<Row[]> {
  return (await database.query<Row & Record<string, unknown>>(sql, [run.id])).rows;
}

const judgementsOf = (run: RunRow, generation: number) =>
  rows(`SELECT * FROM judgement WHERE run_id = $1 AND generation = ${generation} ORDER BY id`, run);
const bracketOf = (run: RunRow) =>
  rows(
    'SELECT id, advanced_side, advanced_by, feeds_match_id, feeds_side, contestant_a_id, contestant_b_id FROM match WHERE run_id = $1 ORDER BY id',
    run,
  );
const statesOf = (run: RunRow) =>
  rows<{ state: string; generation: number; count: number }>(
    'SELECT state, generation, count(*)::int AS count FROM match WHERE run_id = $1 GROUP BY 1, 2 ORDER BY 2, 1',
    run,
  );

describe('judging inconsistent matches again', () => {
  it('makes exactly their calls, keeps the old judgements, and marks ratings that changed', async () => {
    const { scope, run } = await played('again', judgeWithBias(2));
    const before = { judgements: await judgementsOf(run, 0), board: await newestLeaderboard(database, scope, run.id) };
    expect(await statesOf(run)).toEqual([
      { state: 'a', generation: 0, count: 12 },
      { state: 'inconsistent', generation: 0, count: 6 },
    ]);
    const judge = contrary();
    const plan = await rejudge(run, INCONSISTENT);
    expect(plan).toMatchObject({ generation: 1, matches: 6, calls: 12, judges: [{ name: 'scripted', calls: 12 }] });
    expect(plan.cost).toBeCloseTo((12 * 110) / 1e6, 12);
    expect(await again(database, run)).toMatchObject({ state: 'RUNNING', generation: 1, endedAt: null });

    const done = await playRun(database, run, judge.model);
    expect(done).toMatchObject({ state: 'COMPLETED', requests: run.requests + 12 });
    expect(judge.requests.map((request) => seen(request).prompt).sort()).toEqual([
      ...Array(6).fill(0),
      ...Array(6).fill(1),
    ]);
    expect(await judgementsOf(run, 0)).toEqual(before.judgements);
    expect(await judgementsOf(run, 1)).toHaveLength(12);
    expect(await statesOf(run)).toEqual([
      { state: 'a', generation: 0, count: 12 },
      { state: 'b', generation: 1, count: 6 },
    ]);

    expect((await runsWithoutFinalLeaderboard(database)).map(({ id }) => id)).toContain(run.id);
    const board = await rankBoard(database, scope, run.id);
    expect((await runsWithoutFinalLeaderboard(database)).map(({ id }) => id)).not.toContain(run.id);
    expect(before.board?.content.rejudged).toBeNull();
    expect(board?.rejudged).toEqual({ matches: 6, generation: 1 });
    expect(board?.games).toBe(before.board?.content.games);
    expect(board?.ratings).not.toEqual(before.board?.content.ratings);
    const newest = await newestLeaderboard(database, scope, run.id);
    expect(newest && isFinalOf(newest, done)).toBe(true);
    const kept = await rows<{ ranking: object }>(
      'SELECT ranking FROM leaderboard l JOIN board_source s ON s.board_id = l.board_id WHERE s.run_id = $1 ORDER BY l.created_at',
      run,
    );
    expect(kept.map(({ ranking }) => ranking)).toEqual([before.board?.content, newest?.content]);
    expect(await listRejudgings(database, scope, run.id)).toMatchObject([
      { generation: 1, scope: INCONSISTENT, matches: 6, calls: 12, restated: 6, endedAt: expect.any(Date) },
    ]);
    const exported: number[] = [];
    await judgementLines(
      database,
      scope,
      run.id,
      async (lines) => void exported.push(...lines.map((line) => line.generation)),
    );
    expect(exported.filter((generation) => generation === 1)).toHaveLength(12);
    expect(exported).toHaveLength(36);
  });

  it('leaves a bracket as it was played', async () => {
    const { run } = await played('frozen', judgeWithBias(3), { schedule: 'knockout', size: 4 });
    const bracket = await bracketOf(run);
    const { matches, calls } = await rejudge(run, INCONSISTENT);
    expect([matches, calls]).toEqual([9, 18]);
    expect(await playRun(database, run, contrary().model)).toMatchObject({ state: 'COMPLETED' });
    expect((await statesOf(run)).some(({ state }) => state === 'inconsistent')).toBe(false);
    expect(await bracketOf(run)).toEqual(bracket);
  });

  it('asks the judge although the cache knows an answer', async () => {
    const { run } = await played('bypass', judgeWithBias(2));
    const judge = judgeWithBias(2);
    await rejudge(run, INCONSISTENT);
    await playRun(database, run, judge.model);
    expect(judge.requests).toHaveLength(12);
    expect(await rows('SELECT 1 FROM call WHERE run_id = $1 AND generation = 1 AND source = $$cache$$', run)).toEqual(
      [],
    );
    expect(await statesOf(run)).toContainEqual({ state: 'inconsistent', generation: 1, count: 6 });
  });
});

describe('the scope', () => {
  it('of failed matches leaves a match where it was when it fails again', async () => {
    const silentOn = (prompts: number) =>
      judgeOf(({ prompt, first, second }) =>
        prompt < prompts ? textReply('Hard to say.') : replyOf(first < second ? 'A' : 'B'),
      );
    const { run } = await played('failed', silentOn(2));
    expect(await statesOf(run)).toContainEqual({ state: 'unparseable', generation: 0, count: 6 });
    expect(await rejudge(run, { only: 'failed' })).toMatchObject({ matches: 6, calls: 12 });
    await playRun(database, run, silentOn(1).model);
    expect(await statesOf(run)).toEqual([
      { state: 'a', generation: 0, count: 12 },
      { state: 'unparseable', generation: 0, count: 3 },
      { state: 'a', generation: 1, count: 3 },
    ]);
    // The newest generation with a usable result counts, however many came after it.
    expect(await rejudge(await again(database, run), { only: 'failed' })).toMatchObject({ generation: 2, matches: 3 });
    await playRun(database, run, silentOn(0).model);
    expect(await statesOf(run)).toEqual([
      { state: 'a', generation: 0, count: 12 },
      { state: 'a', generation: 1, count: 3 },
      { state: 'a', generation: 2, count: 3 },
    ]);
  });

  it('of margins reads probabilities where there are some, else verdicts', async () => {
    const { run } = await played('margin', judgeWithBias(1));
    const count = async (text: string) => {
      const scope = parseRejudgingScope(text) as RejudgingScope;
      return planRejudging(database, run, { scope, judges: null }).then(
        (plan) => plan.matches,
        (error) => error.report.code,
      );
    };
    expect(await count('margin<0.01')).toBe(3);
    expect(await count('margin<1')).toBe(3);
    await database.query(
      `UPDATE judgement SET probability_a = 0.55, probability_b = 0.45, probability_tie = 0 WHERE run_id = $1 AND verdict = 'a'
       AND match_id IN (SELECT id FROM match WHERE run_id = $1 AND state = 'a' ORDER BY ordinal LIMIT 4)`,
      [run.id],
    );
    expect(await count('margin<0.2')).toBe(7);
    expect(await count('margin<0.05')).toBe(3);
    expect(await count('all')).toBe(18);
    expect(await count('failed')).toBe('nothing-to-rejudge');
  });

  it('leaves identical answers out, and is refused while the run is under way or was changed', async () => {
    const scope = await newTeam(database, 'same');
    const answer = (contestant: number, prompt: number) =>
      prompt === 0 ? 'The same.' : `Answer ${contestant} to prompt ${prompt}.`;
    await smallBenchmark(database, scope, { name: 'same', prompts: 3, contestants: 2, answer });
    const run = await startedRun(database, scope, { benchmark: 'same', schedule: 'league' });
    const request = { scope: { only: 'all' } as const, judges: null };
    await expect(planRejudging(database, run, request)).rejects.toMatchObject({ report: { code: 'wrong-run-state' } });
    const done = await playRun(database, run, judgeWithBias(0).model);
    const plan = await planRejudging(database, done, request);
    expect(plan).toMatchObject({ matches: 2, calls: 2 });
    const other = rejudgeRun(database, done, { ...request, shown: { ...plan, calls: 3 } });
    await expect(other).rejects.toMatchObject({ report: { code: 'plan-changed' } });
    await rejudgeRun(database, done, { ...request, shown: plan });
    const twice = rejudgeRun(database, done, { ...request, shown: plan });
    await expect(twice).rejects.toMatchObject({ report: { code: 'wrong-run-state' } });
  });
});

describe('a re-judging', () => {
  it('may be by others, whose family and price it knows', async () => {
    const { scope, run } = await played('others', judgeWithBias(2));
    const judges = [
      seatSettings.parse({ endpoint: 'http://127.0.0.1:9/v1', model: 'gemma-3', inputPrice: 2, outputPrice: 2 }),
    ];
    const plan = await rejudge(run, INCONSISTENT, judges);
    expect(plan.judges).toEqual([{ name: 'gemma-3', endpoint: 'http://127.0.0.1:9/v1', calls: 12 }]);
    expect(plan.cost).toBeCloseTo((2 * 12 * 110) / 1e6, 12);
    const done = await playRun(database, run, contrary().model);
    expect(done.judgeName).toBe('scripted');
    // Every match counts, whichever judge its result is from.
    expect((await rankBoard(database, scope, run.id))?.games).toBe(36);
    const asked = await rows(
      `SELECT DISTINCT v.model, rj.family FROM judgement j JOIN judge_version v ON v.id = j.judge_version_id
       JOIN run_judge rj ON rj.run_id = j.run_id AND rj.judge_version_id = v.id AND rj.generation = j.generation WHERE j.run_id = $1 AND j.generation = 1`,
      run,
    );
    expect(asked).toEqual([{ model: 'gemma-3', family: 'google' }]);
  });

  it('keeps to the caps of its run, pauses and goes on', async () => {
    const { scope, run } = await played('capped', judgeWithBias(2), { maxCalls: 40 });
    expect(run.requests).toBe(36);
    await rejudge(run, INCONSISTENT);
    const paused = await playRun(database, run, contrary().model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'calls', requests: 40 });
    await resumeRun(database, paused, { maxCalls: 44 });
    expect(await playRun(database, run, contrary().model)).toMatchObject({ state: 'PAUSED', requests: 44 });
    await resumeRun(database, await again(database, run), { maxCalls: null });
    expect(await playRun(database, run, contrary().model)).toMatchObject({ state: 'COMPLETED', requests: 48 });
    expect((await rankBoard(database, scope, run.id))?.rejudged).toEqual({ matches: 6, generation: 1 });
  });

  it('can be paused and cancelled, which leaves the run ended and what was judged again in force', async () => {
    const { scope, run } = await played('stopped', judgeWithBias(2), { inFlight: 1 });
    await rejudge(run, INCONSISTENT);
    let asked = 0;
    const judge = judgeOf(({ first, second }) => {
      asked += 1;
      if (asked === 4) void pauseRun(database, run);
      return replyOf(first > second ? 'A' : 'B');
    });
    const paused = await playRun(database, run, judge.model);
    expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'user' });
    await cancelRun(database, paused);
    const ended = await again(database, run);
    expect(ended).toMatchObject({ state: 'COMPLETED', generation: 1, endedAt: expect.any(Date) });
    const counts = await rows<{ status: string }>('SELECT status FROM call WHERE run_id = $1 AND generation = 1', run);
    const cancelled = counts.filter(({ status }) => status === 'CANCELLED').length;
    expect(cancelled).toBeGreaterThan(0);
    expect(counts).toHaveLength(12);
    const restated = (await statesOf(run)).filter(({ generation }) => generation === 1);
    expect(restated.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(6);
    expect((await statesOf(run)).reduce((sum, { count }) => sum + count, 0)).toBe(18);
    expect((await rankBoard(database, scope, run.id))?.rejudged?.generation).toBe(1);
    // And it may be tried again.
    expect(await rejudge(ended, INCONSISTENT)).toMatchObject({ generation: 2 });
    expect(await playRun(database, run, contrary().model)).toMatchObject({ state: 'COMPLETED' });
  });

  it('survives workers that die while they judge', async () => {
    const { run } = await played('crashed', judgeWithBias(2));
    await rejudge(run, INCONSISTENT);
    const claimed = await database.query<{ id: string }>(
      `UPDATE call SET status = 'CLAIMED', attempts = 1, claim_token = 'dead/1', lease_until = clock_timestamp() - interval '1 second'
       WHERE id IN (SELECT id FROM call WHERE run_id = $1 AND generation = 1 ORDER BY ordinal LIMIT 5) RETURNING id`,
      [run.id],
    );
    await database.query(
      `INSERT INTO call_attempt (team_id, call_id, n) SELECT team_id, id, 1 FROM call WHERE id = ANY($1::uuid[])`,
      [claimed.rows.map(({ id }) => id)],
    );
    await reconcile(database);
    const judge = contrary();
    expect(await playRun(database, run, judge.model)).toMatchObject({ state: 'COMPLETED' });
    expect(judge.requests).toHaveLength(12);
    expect(await statesOf(run)).toContainEqual({ state: 'b', generation: 1, count: 6 });
  });

  it('weighs a jury by its shares', async () => {
    const judges = [
      { model: 'one', endpoint: 'http://127.0.0.1:9/v1', weight: 3 },
      { model: 'two', endpoint: 'http://127.0.0.1:8/v1', weight: 1 },
    ];
    const scope = await newTeam(database, 'shares');
    await smallBenchmark(database, scope, { name: 'shares', prompts: 4, contestants: 2 });
    const settings = {
      benchmark: 'shares',
      schedule: 'league',
      bothOrders: true,
      judges,
      cacheMode: 'bypass',
    } as const;
    const run = await startedRun(database, scope, settings);
    const done = await playRun(database, run, judgeWithBias(0).model);
    await database.query(
      `UPDATE judgement j SET verdict = 'b' FROM judge_version v WHERE v.id = j.judge_version_id AND v.model = 'two' AND j.run_id = $1`,
      [run.id],
    );
    const matches = async (below: number) => {
      const scope: RejudgingScope = { only: 'margin', below };
      return (await planRejudging(database, done, { scope, judges: null }).catch(() => null))?.matches ?? 0;
    };
    // Three voices for a, one for b: a margin of one half.
    expect(await matches(0.5)).toBe(0);
    expect(await matches(0.51)).toBe(4);
  });
});
