import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ChatModel } from '#lib/chat/chat-model.ts';
import { openDatabase } from '#lib/db/database.ts';
import { judgementLines } from '#lib/db/match-lines.ts';
import { runProgress } from '#lib/db/run-progress.ts';
import { newTeam, playJury, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge, textReply } from '../../scripts/test-support/scripted-judge.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { planRun } from './plan-run.ts';
import { rankBoard } from './rank-board.ts';
import { runSettings, type SeatSettingsInput } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const at = (host: string) => `http://${host}.invalid/v1`;
const seat = (model: string, more: Partial<SeatSettingsInput> = {}) => ({ endpoint: at(model), model, ...more });

/** Chat models by the name of their host. */
function jury(models: Record<string, ChatModel>): (endpoint: string) => ChatModel {
  return (endpoint) => models[new URL(endpoint).hostname.replace('.invalid', '')] as ChatModel;
}

/** A judge that always prefers the contestant with this number, shown first or second. */
function fan(contestant: number): ChatModel {
  return scriptedJudge((request) => {
    const text = request.messages.map((message) => message.content).join('\n');
    const place = (number: number) => text.lastIndexOf(`Answer ${number} to`);
    const other = [0, 1, 2].find((number) => number !== contestant && place(number) >= 0) as number;
    if (place(contestant) < 0) return replyOf('tie');
    return replyOf(place(contestant) < place(other) ? 'A' : 'B');
  }).model;
}
const mute = scriptedJudge(() => textReply('I would rather not say.')).model;

async function benchmark(name: string, contestants = 2, prompts = 4): Promise<TeamScope> {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts, contestants });
  return scope;
}

describe('a jury', () => {
  it('gives every match to the majority, and to the weightier judge under weights', async () => {
    const scope = await benchmark('votes');
    const models = jury({ one: fan(0), two: fan(1), three: fan(1) });
    for (const [combination, winner] of [
      ['majority', 'b'],
      ['weighted', 'a'],
    ] as const) {
      const judges = [seat('one', { weight: 3 }), seat('two'), seat('three')];
      const settings = {
        benchmark: 'votes',
        schedule: 'league',
        bothOrders: true,
        judges,
        combination,
        cacheMode: 'bypass',
      } as const;
      const run = await startedRun(database, scope, settings);
      expect(run).toMatchObject({ combination, judgeName: 'one +2', plan: { calls: 24, juryCalls: [8, 8, 8] } });
      expect(await playJury(database, run, models)).toMatchObject({ state: 'COMPLETED', requests: 24 });
      const progress = await runProgress(database, scope, run.id);
      expect(progress.matches).toEqual({ [winner]: 4 });
      const board = await rankBoard(database, scope, run.id);
      expect(board?.ratings.map(({ wins, losses }) => [wins, losses])).toEqual([
        [8, 0],
        [0, 8],
      ]);
    }
  });

  it('rates every judgement where judges stay separate, each match weighing one', async () => {
    const scope = await benchmark('separate');
    const judges = [seat('one', { weight: 2 }), seat('two'), seat('three')];
    const settings = { benchmark: 'separate', schedule: 'league', bothOrders: true, judges } as const;
    const run = await startedRun(database, scope, settings);
    await playJury(database, run, jury({ one: fan(0), two: fan(1), three: mute }));
    const board = await rankBoard(database, scope, run.id);
    expect(board?.games).toBe(16);
    expect(board?.skipped).toEqual({ unparseable: 8 });
    const weights: number[] = [];
    await judgementLines(
      database,
      scope,
      run.id,
      async (lines) => void weights.push(...lines.map((one) => one.weight)),
    );
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4, 9);
    expect([...new Set(weights)].sort()).toEqual([0.125, 0.25]);
  });

  it('decides without a judge that gives no verdict, and not without two of three', async () => {
    const scope = await benchmark('quorum');
    const judges = [seat('one'), seat('two'), seat('three')];
    const settings = { benchmark: 'quorum', schedule: 'league', judges, combination: 'majority' } as const;
    const decided = await startedRun(database, scope, settings);
    await playJury(database, decided, jury({ one: fan(0), two: fan(0), three: mute }));
    expect((await runProgress(database, scope, decided.id)).matches).toEqual({ a: 4 });
    const undecided = await startedRun(database, scope, { ...settings, cacheMode: 'bypass' });
    await playJury(database, undecided, jury({ one: fan(0), two: mute, three: mute }));
    expect((await runProgress(database, scope, undecided.id)).matches).toEqual({ unparseable: 4 });
  });

  it('asks each judge for samples, whose majority is its voice', async () => {
    const scope = await benchmark('samples');
    const asked = new Map<string, number>();
    const wavering = scriptedJudge(({ messages }) => {
      const text = JSON.stringify(messages);
      asked.set(text, (asked.get(text) ?? 0) + 1);
      return replyOf(asked.get(text) === 3 ? 'B' : 'A');
    }).model;
    const settings = {
      benchmark: 'samples',
      schedule: 'league',
      samples: 3,
      judges: [seat('one')],
      inFlight: 1,
    } as const;
    const run = await startedRun(database, scope, settings);
    expect(run.plan.calls).toBe(12);
    expect(await playJury(database, run, jury({ one: wavering }))).toMatchObject({ requests: 12 });
    const { rows } = await database.query<{ state: string; first: string }>(
      'SELECT state, first FROM match WHERE run_id = $1',
      [run.id],
    );
    expect(rows.map(({ state, first }) => state === first)).toEqual([true, true, true, true]);
    const board = await rankBoard(database, scope, run.id);
    expect(board?.games).toBe(12);
  });
});

describe('families', () => {
  const judges = [seat('exaone-judge'), seat('gemma-judge'), seat('own-judge')];

  async function withFamilies(name: string): Promise<TeamScope> {
    const scope = await benchmark(name, 3);
    await database.query(`UPDATE contestant SET family = 'lg-exaone' WHERE team_id = $1 AND name = 'c0'`, [
      scope.teamId,
    ]);
    return scope;
  }

  it('keep a judge from the matches of its relatives, and from no others, as planned', async () => {
    const scope = await withFamilies('relatives');
    const settings = { benchmark: 'relatives', schedule: 'league', judges, excludeFamily: true } as const;
    const run = await startedRun(database, scope, settings);
    expect(run.plan).toMatchObject({ matches: 12, calls: 4 + 12 + 12, juryCalls: [4, 12, 12] });
    // What is frozen with the run holds, whatever the team says later.
    await database.query(`UPDATE contestant SET family = NULL WHERE team_id = $1`, [scope.teamId]);
    const models = jury({ 'exaone-judge': fan(1), 'gemma-judge': fan(1), 'own-judge': fan(1) });
    expect(await playJury(database, run, models)).toMatchObject({ state: 'COMPLETED', requests: 28 });
    const { rows } = await database.query<{ model: string; pair: string; judgements: number }>(
      `SELECT v.model, a.name || '-' || b.name AS pair, count(*)::int AS judgements FROM judgement j JOIN match m ON m.id = j.match_id
       JOIN judge_version v ON v.id = j.judge_version_id JOIN contestant a ON a.id = m.contestant_a_id JOIN contestant b ON b.id = m.contestant_b_id
       WHERE j.run_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
      [run.id],
    );
    const all = ['c0-c1', 'c0-c2', 'c1-c2'];
    expect(rows).toEqual([
      { model: 'exaone-judge', pair: 'c1-c2', judgements: 4 },
      ...all.map((pair) => ({ model: 'gemma-judge', pair, judgements: 4 })),
      ...all.map((pair) => ({ model: 'own-judge', pair, judgements: 4 })),
    ]);
  });

  it('make a plan impossible that leaves a match to nobody, which is named', async () => {
    const scope = await withFamilies('nobody');
    for (const schedule of ['league', 'knockout'] as const) {
      const settings = runSettings.parse({
        benchmark: 'nobody',
        schedule,
        judges: judges.slice(0, 1),
        excludeFamily: true,
      });
      const refusal = await planRun(database, scope, settings).then(
        () => null,
        (error) => error.report,
      );
      expect(refusal).toMatchObject({ code: 'nobody-may-judge', got: expect.stringMatching(/c0 .*exaone-judge/) });
    }
  });

  it('can be set for a judge, by the run or by the team', async () => {
    const scope = await withFamilies('set');
    const plan = (more: Partial<SeatSettingsInput>) =>
      planRun(
        database,
        scope,
        runSettings.parse({
          benchmark: 'set',
          schedule: 'league',
          excludeFamily: true,
          judges: [seat('plain', more), judges[2]],
        }),
      );
    expect((await plan({})).plan.juryCalls).toEqual([12, 12]);
    expect((await plan({ family: 'lg-exaone' })).plan.juryCalls).toEqual([4, 12]);
    await database.query(
      `INSERT INTO judge (id, team_id, name, family) VALUES (gen_random_uuid(), $1, 'plain', 'lg-exaone')`,
      [scope.teamId],
    );
    expect((await plan({})).plan.juryCalls).toEqual([4, 12]);
  });

  it('leave one judge no second seat', async () => {
    const scope = await withFamilies('twice');
    const settings = runSettings.parse({ benchmark: 'twice', judges: [seat('one'), seat('one', { weight: 2 })] });
    await expect(planRun(database, scope, settings)).rejects.toMatchObject({ report: { code: 'same-judge-twice' } });
  });
});
