import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip, gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { VerdictFormat } from '#lib/dataset/verdicts/verdict-row.ts';
import { openDatabase } from '#lib/db/database.ts';
import { newestLeaderboard } from '#lib/db/leaderboards.ts';
import { type JudgementLine, judgementLines } from '#lib/db/match-lines.ts';
import { planCoverage } from '#lib/db/plan-coverage.ts';
import { findRun, type RunRow } from '#lib/db/run-row.ts';
import { newTeam } from '../../scripts/test-support/play-run.ts';
import { smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { ImportRejected } from './import-rejected.ts';
import { importVerdicts, type VerdictFile } from './import-verdicts.ts';
import { planRejudging } from './plan-rejudging.ts';
import { rankBoard } from './rank-board.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const shared = process.env.JOUST_SHARED_DATA ?? '../shared/data';
const isAbsent = !existsSync(shared);
const note = isAbsent ? ' (skipped: no shared data)' : '';

function fileOf(format: VerdictFormat, text: string, name = `${format}.jsonl`): VerdictFile {
  return { name, format, chunks: chunksOf(Buffer.from(text)) };
}

/** In pieces that fall anywhere. */
async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 65_521) yield bytes.subarray(from, from + 65_521);
}

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

async function imported(scope: TeamScope, file: VerdictFile, more: { benchmark?: string; baseline?: string } = {}) {
  const result = await importVerdicts({
    database,
    scope,
    benchmark: more.benchmark ?? 'board',
    files: [file],
    ...more,
  });
  const run = (await findRun(database, scope, result.run)) as RunRow;
  const board = await rankBoard(database, scope, run.id);
  const judgements: JudgementLine[] = [];
  await judgementLines(database, scope, run.id, async (page) => void judgements.push(...page));
  return { result, run, board, judgements };
}

async function storedRows(scope: TeamScope): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT ((SELECT count(*) FROM benchmark WHERE team_id = $1) + (SELECT count(*) FROM prompt WHERE team_id = $1)
       + (SELECT count(*) FROM contestant WHERE team_id = $1) + (SELECT count(*) FROM judge WHERE team_id = $1)
       + (SELECT count(*) FROM run WHERE team_id = $1) + (SELECT count(*) FROM judgement WHERE team_id = $1))::int AS count`,
    [scope.teamId],
  );
  return rows[0]?.count ?? -1;
}

const vote = (a: string, b: string, verdict: string, prompt = 'p1') => {
  return { prompt_id: prompt, contestant_a: a, contestant_b: b, verdict };
};

describe('importing verdicts', () => {
  it('makes a completed run with a leaderboard, without a call or a cost', async () => {
    const scope = await newTeam(database, 'votes');
    const votes = [
      vote('x', 'y', 'a'),
      vote('y', 'x', 'a', 'p2'),
      vote('x', 'z', 'tie', 'p3'),
      vote('y', 'z', 'error'),
    ];
    const { result, run, board } = await imported(scope, fileOf('votes', lines(votes)));
    expect(result).toMatchObject({
      contestants: 3,
      prompts: 3,
      matches: 4,
      judgements: 4,
      createdPrompts: 3,
      judges: ['imported'],
    });
    expect(run).toMatchObject({
      state: 'COMPLETED',
      schedule: 'imported',
      requests: 0,
      spend: 0,
      judgeEndpoint: 'imported:',
    });
    expect(run.plan).toMatchObject({ matches: 4, calls: 0, cost: { low: 0, high: 0 } });
    expect(board).toMatchObject({ games: 3, skipped: { error: 1 }, firstShownWinRate: null });
    expect(await newestLeaderboard(database, scope, run.id)).toMatchObject({ final: true });
    expect(await planCoverage(database, scope, run)).toMatchObject({ matches: 4, withVerdict: 3, withoutVerdict: 1 });
  });

  it('reads the same votes from CSV', async () => {
    const scope = await newTeam(database, 'csv');
    const csv =
      'prompt_id,contestant_a,contestant_b,verdict,score,first,judge\np1,x,y,a,,b,Ann\n"p, 2",x,y,,0.25,,Bob\n';
    const { result, judgements } = await imported(scope, fileOf('votes', csv, 'votes.csv'));
    expect(result.judges).toEqual(['Ann', 'Bob']);
    expect(judgements).toMatchObject([
      { prompt_id: 'p1', verdict: 'a', first: 'b', judge: 'Ann', source: 'imported' },
      { prompt_id: 'p, 2', verdict: null, score: 0.25, first: null, judge: 'Bob' },
    ]);
  });

  it('turns rows of one pair to the sides of the first, and keeps further votes as samples', async () => {
    const scope = await newTeam(database, 'sides');
    const votes = [vote('x', 'y', 'a'), vote('y', 'x', 'a'), vote('y', 'x', 'b')];
    const { result, judgements, run } = await imported(scope, fileOf('votes', lines(votes)));
    expect(result).toMatchObject({ matches: 1, judgements: 3 });
    expect(judgements.map((one) => [one.contestant_a, one.verdict])).toEqual([
      ['x', 'a'],
      ['x', 'b'],
      ['x', 'a'],
    ]);
    expect(await planCoverage(database, scope, run)).toMatchObject({ withVerdict: 1, inconsistent: 0 });
  });

  it('uses the prompts and answers that the benchmark has, by key or by text', async () => {
    const scope = await newTeam(database, 'known');
    const before = await smallBenchmark(database, scope, { name: 'board', prompts: 2, contestants: 2 });
    const byKey = await imported(scope, fileOf('votes', lines([vote('c0', 'c1', 'a', 'p0')])));
    expect(byKey.result).toMatchObject({ version: before.version, createdPrompts: 0 });
    const annotation = {
      instruction: 'board: question 1?',
      generator_1: 'c0',
      generator_2: 'c1',
      output_1: 'Answer 0 to prompt 1.',
      output_2: 'Answer 1 to prompt 1.',
      preference: 1.25,
    };
    const byText = await imported(scope, fileOf('alpacaeval', JSON.stringify([annotation])));
    expect(byText.result).toMatchObject({ version: before.version, createdPrompts: 0, responses: 0 });
    expect(byText.judgements).toMatchObject([{ prompt_id: 'p1', score: 0.75, contestant_a: 'c0' }]);
  });

  it('brings prompts and answers that a file holds', async () => {
    const scope = await newTeam(database, 'texts');
    const annotation = {
      instruction: 'Why?',
      generator_1: 'base',
      generator_2: 'm',
      output_1: 'So.',
      output_2: '',
      preference: 2,
    };
    const { result, board } = await imported(scope, fileOf('alpacaeval', JSON.stringify([annotation], null, 2)));
    expect(result).toMatchObject({ createdPrompts: 1, responses: 2 });
    expect(board?.winRates).toMatchObject({
      reference: 'base',
      rates: [{ contestant: 'm', winRate: 100, se: null }, { contestant: 'base' }],
    });
  });

  it('reads both games of Arena-Hard by who was shown first, with the baseline named', async () => {
    const scope = await newTeam(database, 'arena-hard');
    const judgment = (uid: string, scores: (string | null)[]) => {
      return {
        uid,
        category: 'hard',
        judge: 'gpt-4.1',
        model: 'm',
        baseline: 'base',
        games: scores.map((score) => ({ score, judgment: { answer: `My verdict: ${score}` } })),
      };
    };
    const rows = [judgment('q1', ['B>>A', 'A>B']), judgment('q2', ['A>B', 'A=B']), judgment('q3', ['A>B', null])];
    const { run, judgements, board } = await imported(scope, fileOf('arena-hard', lines(rows)));
    expect(run.bothOrders).toBe(true);
    expect(judgements.map((one) => [one.contestant_a, one.verdict, one.first])).toEqual([
      ['base', 'b', 'a'],
      ['base', 'b', 'b'],
      ['base', 'a', 'a'],
      ['base', 'tie', 'b'],
      ['base', 'a', 'a'],
      ['base', 'unparseable', 'b'],
    ]);
    expect(board).toMatchObject({ skipped: { unparseable: 1 }, consistency: { matches: 2, inconsistent: 1 } });
  });

  it('asks for the baseline that Arena-Hard v0.1 does not name', async () => {
    const scope = await newTeam(database, 'v01');
    const row = {
      question_id: 'q1',
      model: 'm',
      judge: 'j',
      games: [
        { score: 'A>B', judgment: '[[A>B]]' },
        { score: 'B>A', judgment: '[[B>A]]' },
      ],
    };
    const rejected = await imported(scope, fileOf('arena-hard', lines([row]))).catch((error) => error);
    expect(rejected).toBeInstanceOf(ImportRejected);
    expect(rejected.problems).toMatchObject([{ line: 1, field: 'baseline' }]);
    const { judgements } = await imported(scope, fileOf('arena-hard', lines([row])), { baseline: 'gpt-4-0314' });
    expect(judgements.map((one) => [one.contestant_a, one.verdict])).toEqual([
      ['gpt-4-0314', 'a'],
      ['gpt-4-0314', 'a'],
    ]);
  });

  it('reads pair judgments of MT-bench, winners by model', async () => {
    const scope = await newTeam(database, 'mt-bench');
    const row = {
      question_id: 81,
      model_1: 'x',
      model_2: 'y',
      g1_winner: 'model_1',
      g2_winner: 'error',
      judge: ['gpt-4', 'pair-v2'],
      g1_judgment: '[[A]]',
      g2_judgment: '$ERROR$',
      turn: 1,
    };
    const { judgements, result } = await imported(scope, fileOf('mt-bench', lines([row])));
    expect(result.judges).toEqual(['gpt-4']);
    expect(judgements).toMatchObject([
      { prompt_id: '81', verdict: 'a', first: 'a', turn: 1, reason: '[[A]]' },
      { prompt_id: '81', verdict: 'error', first: 'b', turn: 1 },
    ]);
  });

  it('stores nothing when a row is bad, and names file, line and field of each', async () => {
    const scope = await newTeam(database, 'bad');
    const votes = [
      vote('x', 'y', 'a'),
      vote('x', 'y', 'won'),
      { contestant_a: 'x', contestant_b: 'y', verdict: 'a' },
      vote('x', 'x', 'a'),
    ];
    const rejected = await imported(scope, fileOf('votes', lines(votes))).catch((error) => error);
    expect(rejected).toBeInstanceOf(ImportRejected);
    expect(rejected.badRows).toBe(3);
    expect(
      rejected.problems.map((one: { file: string; line: number; field: string }) => [one.file, one.line, one.field]),
    ).toEqual([
      ['votes.jsonl', 2, 'verdict'],
      ['votes.jsonl', 3, 'prompt_id'],
      ['votes.jsonl', 4, 'contestant_b'],
    ]);
    expect(await storedRows(scope)).toBe(0);
  });

  it('stores nothing of an array that is cut off, of answers that contradict each other, or of weights that differ', async () => {
    const scope = await newTeam(database, 'refused');
    const annotation = (output: string) => {
      return { instruction: 'Why?', generator_1: 'base', generator_2: output, output_1: output, preference: 1 };
    };
    const refusals = [
      fileOf('alpacaeval', JSON.stringify([annotation('one')]).slice(0, -1)),
      fileOf('alpacaeval', JSON.stringify([annotation('one'), annotation('two')])),
      fileOf('votes', lines([vote('x', 'y', 'a'), { ...vote('x', 'y', 'b', 'p2'), weight: 3 }])),
    ];
    for (const file of refusals) await expect(imported(scope, file)).rejects.toBeInstanceOf(ImportRejected);
    await expect(imported(scope, fileOf('votes', ''))).rejects.toMatchObject({ report: { code: 'no-verdicts' } });
    expect(await storedRows(scope)).toBe(0);
  });

  it('is not judged again: its judges are elsewhere', async () => {
    const scope = await newTeam(database, 'rejudged');
    const { run } = await imported(scope, fileOf('votes', lines([vote('x', 'y', 'a')])));
    const planned = planRejudging(database, run, { scope: { only: 'all' }, judges: null });
    await expect(planned).rejects.toMatchObject({ report: { code: 'imported-run' } });
  });

  it('belongs to its team: another has a benchmark of the same name and sees nothing of it', async () => {
    const scope = await newTeam(database, 'mine');
    const stranger = await newTeam(database, 'theirs');
    const { run } = await imported(scope, fileOf('votes', lines([vote('x', 'y', 'a')])));
    expect(await findRun(database, stranger, run.id)).toBeNull();
    const { result } = await imported(stranger, fileOf('votes', lines([vote('x', 'y', 'b')])));
    expect(result).toMatchObject({ number: 1, createdPrompts: 1 });
  });
});

describe.skipIf(isAbsent)(`published verdicts through the database${note}`, () => {
  it('AlpacaEval 2: win rate and standard error of 57 of 57 contestants equal the published table to 1e-9', {
    timeout: 120_000,
  }, async () => {
    const scope = await newTeam(database, 'alpaca-eval-2');
    const folder = join(shared, 'alpaca_eval2');
    const instructions = readFileSync(join(folder, 'instructions.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).instruction as string);
    const rows: Record<string, string>[] = parse(
      gunzipSync(readFileSync(join(folder, 'annotations_gpt4turbo_weighted_58models.csv.gz'))),
      { columns: true },
    );
    // As annotations.json has them; NullModel was submitted under the generator "example".
    const annotations = rows.map((row) => {
      const { model, instruction_idx, generator_1, preference, dataset } = row as Record<string, string>;
      return {
        instruction: instructions[Number(instruction_idx)],
        generator_1,
        generator_2: model,
        dataset,
        preference: Number(preference),
        annotator: 'weighted_alpaca_eval_gpt4_turbo',
      };
    });
    const { result } = await imported(scope, fileOf('alpacaeval', JSON.stringify(annotations), 'annotations.json'), {
      benchmark: 'AlpacaEval 2',
    });
    expect(result).toMatchObject({ contestants: 58, prompts: 805, judgements: 45_875, leftOut: { self: 805 } });
    const stored = await newestLeaderboard(database, scope, result.run);
    const { reference, rates } = stored?.content.winRates ?? { reference: '', rates: [] };
    expect(reference).toBe('gpt4_1106_preview');
    const published: Record<string, string>[] = parse(readFileSync(join(folder, 'leaderboard_alpacaeval2.csv')), {
      columns: true,
    });
    const known = new Map(published.map((row) => [row[''] as string, row]));
    const compared = rates.filter(({ contestant }) => known.has(contestant));
    expect(compared).toHaveLength(57);
    for (const { contestant, winRate, se } of compared) {
      const row = known.get(contestant) as Record<string, string>;
      expect(Math.abs((winRate as number) - Number(row.win_rate)), contestant).toBeLessThan(1e-9);
      expect(Math.abs((se as number) - Number(row.standard_error)), contestant).toBeLessThan(1e-9);
    }
  });

  it('MT-bench pairs: valid verdicts, inconsistent pairs and ratings of gpt-4o-mini are the published ones', {
    timeout: 120_000,
  }, async () => {
    const scope = await newTeam(database, 'mtbench');
    const path = join(shared, 'mtbench_en', 'pairwise.jsonl.gz');
    const all = await imported(
      scope,
      { name: 'pairwise.jsonl', format: 'two-orders', chunks: createReadStream(path).pipe(createGunzip()) },
      { benchmark: 'all' },
    );
    expect(all.result).toMatchObject({ contestants: 6, prompts: 80, matches: 1200, judgements: 14_400 });
    expect(all.result.judges).toHaveLength(6);
    expect(all.board).toMatchObject({ games: 14_365, skipped: { error: 35 } });
    const rows = gunzipSync(readFileSync(path))
      .toString()
      .trim()
      .split('\n')
      .filter((line) => JSON.parse(line).judge_id === 'gpt-4o-mini');
    const one = await imported(scope, fileOf('two-orders', rows.join('\n')), { benchmark: 'one' });
    expect(one.board?.consistency).toEqual({ matches: 1193, inconsistent: 399 });
    const ratings = Object.fromEntries(one.board?.ratings.map(({ contestant, rating }) => [contestant, rating]) ?? []);
    const expected = { 'EXAONE-3.5-7.8B-Instruct': 1238.2, 'EEVE-Korean-Instruct-10.8B': 835.6 };
    for (const [contestant, rating] of Object.entries(expected))
      expect(Math.abs((ratings[contestant] as number) - rating), contestant).toBeLessThan(0.1);
  });
});
