import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { boardEntrants, joinBoard, runsOfBoard } from '#lib/db/board-sources.ts';
import { openDatabase } from '#lib/db/database.ts';
import { readRunGames } from '#lib/db/games.ts';
import {
  isFinalOf,
  type LeaderboardContent,
  newestLeaderboard,
  runsWithoutFinalLeaderboard,
} from '#lib/db/leaderboards.ts';
import { matchLines } from '#lib/db/match-lines.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import { findRun, listRuns, type RunRow } from '#lib/db/run-row.ts';
import { gameTable } from '#lib/ranking/game-table.ts';
import { rankGames } from '#lib/ranking/rank-games.ts';
import { again, newTeam, playRun, startedRun } from '../../scripts/test-support/play-run.ts';
import { replyOf, scriptedJudge } from '../../scripts/test-support/scripted-judge.ts';
import { fileOf, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { addNewcomer } from './add-newcomer.ts';
import { cancelRun } from './control-run.ts';
import { currentLeaderboard } from './current-leaderboard.ts';
import { deleteAnswers } from './delete-answers.ts';
import { importResponses } from './import-responses.ts';
import { leaderboardReport } from './leaderboard-report.ts';
import { newcomersFor, planNewcomer } from './plan-newcomer.ts';
import { planRejudging } from './plan-rejudging.ts';
import { rankBoard } from './rank-board.ts';
import { rejudgeRun } from './rejudge-run.ts';
import type { RunSettingsInput } from './run-settings.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

/** Prefers the contestant with the lower number, but on every fourth prompt the one with the higher. */
const judge = () =>
  scriptedJudge((request) => {
    const text = request.messages.map((message) => message.content).join('\n');
    const [first, second] = [...text.matchAll(/Answer (\d+) to prompt (\d+)/g)];
    const lower = Number(first?.[1]) < Number(second?.[1]);
    return replyOf(lower !== (Number(first?.[2]) % 4 === 0) ? 'A' : 'B');
  });

const PROMPTS = 8;
const COUNT = 4;

interface Played {
  scope: TeamScope;
  parent: RunRow;
}

async function played(
  name: string,
  settings: Partial<RunSettingsInput> & { contestants?: never } = {},
): Promise<Played> {
  const scope = await newTeam(database, name);
  await smallBenchmark(database, scope, { name, prompts: PROMPTS, contestants: COUNT });
  const run = await startedRun(database, scope, { benchmark: name, schedule: 'league', bothOrders: true, ...settings });
  const parent = await playRun(database, run, judge().model);
  await rankBoard(database, scope, run.id);
  return { scope, parent };
}

/** Imports the answers of one more contestant, none to the prompts left out. */
function answer({ scope, parent }: Played, contestant: number, left: readonly number[] = []) {
  const records = Array.from({ length: PROMPTS }, (_, prompt) => prompt)
    .filter((prompt) => !left.includes(prompt))
    .map((prompt) => {
      return {
        prompt_id: `p${prompt}`,
        contestant: `c${contestant}`,
        turns: [`Answer ${contestant} to prompt ${prompt}.`],
      };
    });
  const files = [fileOf('more.jsonl', records)];
  return importResponses({ database, scope, benchmark: parent.benchmark, files });
}

async function add(run: RunRow, contestant: string, matchesPerPrompt: number | null = null): Promise<RunRow> {
  const request = { contestant, matchesPerPrompt };
  const { hash } = await planNewcomer(database, run, request);
  return addNewcomer(database, run, { ...request, shown: hash });
}

async function added(of: Played, contestant: string, matchesPerPrompt: number | null = null): Promise<RunRow> {
  const child = await playRun(database, await add(of.parent, contestant, matchesPerPrompt), judge().model);
  await rankBoard(database, of.scope, child.id);
  return child;
}

async function linesOf({ scope }: Played, run: RunRow) {
  const lines: Record<string, unknown>[] = [];
  await matchLines(database, scope, run.id, async (page) => void lines.push(...(page as unknown as typeof lines)));
  return lines;
}

const sidesOf = async (run: RunRow) =>
  (
    await database.query<{ a: string; b: string; first: 'a' | 'b'; prompt: string }>(
      `SELECT a.name AS a, b.name AS b, m.first, bp.key AS prompt FROM match m JOIN contestant a ON a.id = m.contestant_a_id
       JOIN contestant b ON b.id = m.contestant_b_id JOIN run r ON r.id = m.run_id
       JOIN benchmark_prompt bp ON bp.version_id = r.benchmark_version_id AND bp.prompt_id = m.prompt_id WHERE m.run_id = $1`,
      [run.id],
    )
  ).rows;

const newest = async ({ scope }: Played, run: RunRow) =>
  (await newestLeaderboard(database, scope, run.id)) as NonNullable<Awaited<ReturnType<typeof newestLeaderboard>>>;
const ratingOf = (content: LeaderboardContent, name: string) =>
  content.ratings.find(({ contestant }) => contestant === name)?.rating as number;

describe('adding a contestant to the board of an ended run', () => {
  it('plays matches of the newcomer only, sides balanced, with what the run was judged with (row 34)', async () => {
    const of = await played('added', { bothOrders: false, samples: 1, seed: 's' });
    await answer(of, 9, [3]);
    const { plan, matchesPerPrompt, incumbents } = await planNewcomer(database, of.parent, {
      contestant: 'c9',
      matchesPerPrompt: null,
    });
    expect({ matchesPerPrompt, incumbents }).toEqual({ matchesPerPrompt: 2, incumbents: COUNT });
    expect(plan).toMatchObject({ matches: 14, calls: 14, missing: [{ contestant: 'c9', prompts: 1 }] });
    const scripted = judge();
    const child = await playRun(database, await add(of.parent, 'c9'), scripted.model);
    expect(scripted.requests).toHaveLength(14);
    expect(child).toMatchObject({
      state: 'COMPLETED',
      schedule: 'newcomer',
      originNumber: of.parent.number,
      seed: 's',
      rounds: 2,
    });
    expect(child.judges).toEqual(of.parent.judges);
    const sides = await sidesOf(child);
    expect(sides).toHaveLength(14);
    expect(sides.every(({ a, b }) => a === 'c9' || b === 'c9')).toBe(true);
    expect(sides.filter(({ prompt }) => prompt === 'p3')).toEqual([]);
    const first = sides.filter(({ a, first }) => (a === 'c9') === (first === 'a')).length;
    expect(Math.abs(2 * first - sides.length)).toBeLessThanOrEqual(1);
    const met = Map.groupBy(sides, ({ a, b }) => (a === 'c9' ? b : a));
    expect([...met.values()].map((all) => all.length).sort()).toEqual([3, 3, 4, 4]);
  });

  it('feeds the board of the first run on an unchanged scale, and the first leaderboard stays stored', async () => {
    const of = await played('scale');
    const before = await newest(of, of.parent);
    await answer(of, 9);
    const child = await added(of, 'c9');
    const after = await newest(of, of.parent);
    expect(after).toEqual(await newest(of, child));
    expect(after.final).toBe(true);
    expect(after.content.ratings.map(({ contestant }) => contestant).sort()).toEqual(['c0', 'c1', 'c2', 'c3', 'c9']);
    const mean = ['c0', 'c1', 'c2', 'c3'].reduce((sum, name) => sum + ratingOf(after.content, name) / COUNT, 0);
    expect(mean).toBeCloseTo(1000, 8);
    expect(after.content.games).toBe(before.content.games + 2 * PROMPTS * 2);
    const watermarks = await Promise.all([of.parent, child].map(({ id }) => readRunGames(database, of.scope, id)));
    expect(after.inputWatermark).toBe(watermarks.reduce((sum, { watermark }) => sum + watermark, 0));
    expect(after.content.sources).toEqual([
      { id: of.parent.id, run: of.parent.number, generation: 0, judgements: before.inputWatermark, newcomer: null },
      { id: child.id, run: child.number, generation: 0, judgements: 32, newcomer: 'c9' },
    ]);
    const { rows } = await database.query<{ ranking: LeaderboardContent }>(
      `SELECT l.ranking FROM leaderboard l JOIN board_source s ON s.board_id = l.board_id
       WHERE s.run_id = $1 AND l.final ORDER BY l.input_watermark`,
      [of.parent.id],
    );
    expect(rows.map(({ ranking }) => ranking)).toEqual([before.content, after.content]);
  });

  it('gives the ratings of all games of both runs, fitted at once', async () => {
    const of = await played('together', { bothOrders: false });
    await answer(of, 9);
    const child = await added(of, 'c9', 3);
    const games = (await Promise.all([of.parent, child].map((run) => linesOf(of, run)))).flat().map((line) => ({
      contestantA: line.contestant_a as string,
      contestantB: line.contestant_b as string,
      score: line.state === 'a' ? 1 : line.state === 'b' ? 0 : 0.5,
      promptId: line.prompt_id as string,
    }));
    expect(games).toHaveLength(6 * PROMPTS + 3 * PROMPTS);
    const naive = rankGames(gameTable(games), { rounds: 0 });
    const { content } = await newest(of, child);
    const shift =
      ratingOf(content, 'c0') - (naive.ratings.find(({ contestant }) => contestant === 'c0')?.rating as number);
    for (const { contestant, rating } of naive.ratings)
      expect(ratingOf(content, contestant)).toBeCloseTo((rating as number) + shift, 6);
  });

  it('takes a second newcomer, who may meet the first, and adds to the same board whichever run is named', async () => {
    const of = await played('second');
    await answer(of, 8);
    await answer(of, 9);
    expect(await newcomersFor(database, of.parent)).toEqual(['c8', 'c9']);
    const first = await added(of, 'c8');
    expect(await newcomersFor(database, of.parent)).toEqual(['c9']);
    const second = await playRun(database, await add(first, 'c9', COUNT + 1), judge().model);
    await rankBoard(database, of.scope, second.id);
    expect(second.originNumber).toBe(of.parent.number);
    expect((await sidesOf(second)).some(({ a, b }) => a === 'c8' && b === 'c9')).toBe(true);
    const { content } = await newest(of, of.parent);
    expect(content.sources?.map(({ newcomer }) => newcomer)).toEqual([null, 'c8', 'c9']);
    expect(['c0', 'c1', 'c2', 'c3'].reduce((sum, name) => sum + ratingOf(content, name) / COUNT, 0)).toBeCloseTo(
      1000,
      8,
    );
  });

  it('lets incumbents play with the answers that their run froze', async () => {
    const of = await played('frozen');
    await answer(of, 9);
    const records = Array.from({ length: PROMPTS }, (_, prompt) => ({
      prompt_id: `p${prompt}`,
      contestant: 'c0',
      turns: ['Newer.'],
    }));
    await importResponses({ database, scope: of.scope, benchmark: 'frozen', files: [fileOf('c0.jsonl', records)] });
    const scripted = judge();
    await playRun(database, await add(of.parent, 'c9', COUNT), scripted.model);
    const asked = scripted.requests.map((request) => request.messages.map(({ content }) => content).join('\n'));
    expect(asked.some((text) => text.includes('Newer.'))).toBe(false);
    expect(asked.some((text) => text.includes('Answer 0 to'))).toBe(true);
  });

  it('leaves out incumbents whose answers were deleted; they keep their place', async () => {
    const of = await played('erased');
    await deleteAnswers(database, of.scope, { kind: 'contestant', reference: 'c0' });
    await answer(of, 9);
    const child = await added(of, 'c9', COUNT);
    const met = (await sidesOf(child)).map(({ a, b }) => (a === 'c9' ? b : a));
    expect([...new Set(met)].sort()).toEqual(['c1', 'c2', 'c3']);
    const { content } = await newest(of, of.parent);
    expect(content.ratings.map(({ contestant }) => contestant)).toContain('c0');
    expect(['c0', 'c1', 'c2', 'c3'].reduce((sum, name) => sum + ratingOf(content, name) / COUNT, 0)).toBeCloseTo(
      1000,
      8,
    );
    expect(await newcomersFor(database, of.parent)).toEqual([]);
  });

  it('says in exports whose board it is, and whose mean its scale has', async () => {
    const of = await played('exported');
    await answer(of, 9);
    const child = await added(of, 'c9');
    const coverage = await planCoverage(database, of.scope, of.parent);
    const { content } = await newest(of, of.parent);
    const report = leaderboardReport({ run: of.parent, content, coverage });
    expect(report.basis).toContain(`The board of run #${of.parent.number}, with c9 added by run #${child.number}.`);
    expect(report.provenance.find(({ name }) => name === 'Method')?.value).toContain(
      `mean 1000 of those who played in run #${of.parent.number}`,
    );
  });
});

describe('what is refused', () => {
  it('the same contestant twice, also at the same moment', async () => {
    const of = await played('twice');
    await expect(add(of.parent, 'c1')).rejects.toMatchObject({ report: { code: 'already-on-board' } });
    await answer(of, 9);
    const request = { contestant: 'c9', matchesPerPrompt: null };
    const { hash } = await planNewcomer(database, of.parent, request);
    const both = await Promise.allSettled(
      [1, 2].map(() => addNewcomer(database, of.parent, { ...request, shown: hash })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      report: { code: 'already-on-board' },
    });
    expect(await listRuns(database, of.scope, 10)).toHaveLength(2);
  });

  it('but not who was cancelled before anything was judged', async () => {
    const of = await played('again');
    await answer(of, 9);
    const child = await add(of.parent, 'c9');
    await cancelRun(database, child);
    expect((await added(of, 'c9')).state).toBe('COMPLETED');
  });

  it('a run that has not ended, an unknown contestant, an impossible number, and a plan that changed', async () => {
    const of = await played('unfit');
    const request = { contestant: 'c9', matchesPerPrompt: null };
    await expect(planNewcomer(database, of.parent, request)).rejects.toMatchObject({
      report: { code: 'contestant-not-found' },
    });
    await answer(of, 9);
    await expect(planNewcomer(database, of.parent, { ...request, matchesPerPrompt: 0.5 })).rejects.toMatchObject({
      report: { code: 'bad-matches-per-prompt' },
    });
    await expect(addNewcomer(database, of.parent, { ...request, shown: 'another' })).rejects.toMatchObject({
      report: { code: 'plan-changed' },
    });
    const open = await startedRun(database, of.scope, {
      benchmark: 'unfit',
      contestants: ['c0', 'c1'],
      schedule: 'league',
    });
    await expect(planNewcomer(database, open, request)).rejects.toMatchObject({ report: { code: 'wrong-run-state' } });
    expect(await listRuns(database, of.scope, 10)).toHaveLength(2);
  });
});

describe('a board that several runs feed', () => {
  it('is final for each of its runs, also after the first one was judged again, and nothing is fitted twice', async () => {
    const of = await played('final');
    await answer(of, 9);
    const child = await added(of, 'c9');
    const board = await newest(of, child);
    expect([isFinalOf(board, of.parent), isFinalOf(board, child)]).toEqual([true, true]);
    const request = { scope: { only: 'all' } as const, judges: null };
    await rejudgeRun(database, of.parent, { ...request, shown: await planRejudging(database, of.parent, request) });
    const redone = await playRun(database, of.parent, judge().model);
    const missing = await runsWithoutFinalLeaderboard(database);
    expect(missing.map(({ id }) => id)).toContain(of.parent.id);
    expect(missing.map(({ id }) => id)).not.toContain(child.id);
    await rankBoard(database, of.scope, of.parent.id);
    const after = await newest(of, child);
    expect([isFinalOf(after, redone), isFinalOf(after, await again(database, child))]).toEqual([true, true]);
    expect(after.content.sources?.map(({ generation }) => generation)).toEqual([1, 0]);
    expect(await currentLeaderboard(database, of.scope, child)).toEqual(after.content);
    expect((await runsWithoutFinalLeaderboard(database)).map(({ id }) => id)).not.toContain(of.parent.id);
  });

  it('has no place for a newcomer whose run has judged nothing yet, and hunts for its leaderboard once it has', async () => {
    const of = await played('pending');
    const before = await newest(of, of.parent);
    await answer(of, 9);
    const child = await add(of.parent, 'c9');
    await rankBoard(database, of.scope, child.id);
    expect((await newest(of, of.parent)).content).toEqual(before.content);
    expect(isFinalOf(before, child)).toBe(false);
    await playRun(database, child, judge().model);
    expect((await runsWithoutFinalLeaderboard(database)).map(({ id }) => id)).toContain(child.id);
  });

  it('is not found by another team', async () => {
    const of = await played('tenant');
    await answer(of, 9);
    const child = await added(of, 'c9');
    const stranger = await newTeam(database, 'stranger');
    expect(await runsOfBoard(database, stranger, child.id)).toEqual([]);
    expect(await boardEntrants(database, stranger, [of.parent.id, child.id])).toEqual([]);
    expect(await findRun(database, stranger, child.id)).toBeNull();
    expect(await rankBoard(database, stranger, child.id)).toBeNull();
    await expect(
      database.transaction((transaction) => joinBoard(transaction, stranger, { runId: child.id, of: of.parent.id })),
    ).rejects.toThrow();
    const disguised = { ...of.parent, teamId: stranger.teamId };
    await expect(planNewcomer(database, disguised, { contestant: 'c9', matchesPerPrompt: null })).rejects.toThrow();
    expect(await newcomersFor(database, disguised)).toEqual([]);
  });
});
