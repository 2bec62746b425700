import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/db/database.ts';
import { entrantsOf, newestVersion } from '#lib/db/entrants.ts';
import { newTeam } from '../../scripts/test-support/play-run.ts';
import { fileOf, smallBenchmark } from '../../scripts/test-support/small-benchmark.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import { ImportRejected } from './import-rejected.ts';
import { importResponses } from './import-responses.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const question = { prompt_id: 'p1', turns: ['Why?'] };

function rejectionOf(records: readonly (object | string)[], name: string): Promise<ImportRejected> {
  return rejectionOfFiles({ 'all.jsonl': records }, name);
}

async function rejectionOfFiles(
  contents: Record<string, readonly (object | string)[]>,
  name: string,
): Promise<ImportRejected> {
  const scope = await newTeam(database, name);
  const files = Object.entries(contents).map(([file, rows]) => fileOf(file, rows));
  const rejected = await importResponses({ database, scope, benchmark: name, files }).catch((error) => error);
  expect(rejected).toBeInstanceOf(ImportRejected);
  const { rows } = await database.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM benchmark WHERE team_id = $1)::int + (SELECT count(*) FROM prompt WHERE team_id = $1)::int
       + (SELECT count(*) FROM contestant WHERE team_id = $1)::int + (SELECT count(*) FROM response WHERE team_id = $1)::int AS count`,
    [scope.teamId],
  );
  expect(rows[0]?.count).toBe(0);
  return rejected;
}

describe('importing responses', () => {
  it('stores prompts, contestants and answers, and names what is missing or empty', async () => {
    const scope = await newTeam(database, 'counts');
    const answer = (contestant: number, prompt: number) =>
      contestant === 1 && prompt === 0 ? null : contestant === 2 && prompt === 1 ? '' : `A${contestant}${prompt}`;
    const result = await smallBenchmark(database, scope, { name: 'counts', prompts: 3, contestants: 3, answer });
    expect(result).toMatchObject({ version: 1, prompts: 3, responses: 8 });
    expect(result.submissions).toMatchObject([
      { contestant: 'c0', missing: 0, empty: 0 },
      { contestant: 'c1', missing: 1, empty: 0 },
      { contestant: 'c2', missing: 0, empty: 1 },
    ]);
  });

  it('takes answers before their prompts', async () => {
    const scope = await newTeam(database, 'order');
    const files = [fileOf('mixed.jsonl', [{ prompt_id: 'p1', contestant: 'a', turns: ['Because.'] }, question])];
    expect(await importResponses({ database, scope, benchmark: 'order', files })).toMatchObject({
      prompts: 1,
      responses: 1,
    });
  });

  it('stores nothing when one row is bad, and names file, line, field, expected and got', async () => {
    const rejected = await rejectionOf(
      [question, { prompt_id: 'p1', contestant: 'a', turns: ['ok'] }, { prompt_id: 'p1', contestant: 'b', turns: 7 }],
      'bad-row',
    );
    expect(rejected.problems).toMatchObject([{ file: 'all.jsonl', line: 3, field: 'turns' }]);
    expect(rejected.report.code).toBe('import-rejected');
  });

  it('refuses answers to unknown prompts, second answers and other numbers of turns, each by line', async () => {
    const rejected = await rejectionOf(
      [
        question,
        { prompt_id: 'p9', contestant: 'a', turns: ['lost'] },
        { prompt_id: 'p1', contestant: 'a', turns: ['one'] },
        { prompt_id: 'p1', contestant: 'a', turns: ['two'] },
        { prompt_id: 'p1', contestant: 'b', turns: ['one', 'two'] },
      ],
      'contradictions',
    );
    expect(rejected.problems.map((problem) => [problem.line, problem.field])).toEqual([
      [2, 'prompt_id'],
      [4, 'prompt_id'],
      [5, 'turns'],
    ]);
  });

  it('refuses a prompt given twice, by id or by text', async () => {
    const rejected = await rejectionOf([question, question, { prompt_id: 'p2', turns: ['Why?'] }], 'twice');
    expect(rejected.problems.map((problem) => problem.line)).toEqual([2, 3]);
  });

  it('reports bad rows of every kind, in every file, in one go', async () => {
    const rejected = await rejectionOfFiles(
      {
        'prompts.jsonl': [
          question,
          { prompt_id: 'p2', turns: 7 },
          'not json',
          question,
          { prompt_id: 'p4', turns: ['Why?'] },
        ],
        'a.jsonl': [
          { prompt_id: 'p1', contestant: 'a', turns: ['one'] },
          { prompt_id: 'p2', contestant: 'a', turns: ['to a prompt whose row is bad'] },
          '{"prompt_id": "p2", "contestant": "a", "turns": ["cut',
          { contestant: 'a', turns: 7 },
          { prompt_id: 'p9', contestant: 'a', turns: ['lost'] },
          { prompt_id: 'p8', contestant: 'a', turns: 'lost and bad' },
        ],
        'b.jsonl': [
          { prompt_id: 'p1', contestant: 'a', turns: ['two'] },
          { prompt_id: 'p4', contestant: 'b', turns: ['one', 'two'] },
          { prompt_id: 'p4', contestant: 'b', turns: ['again'] },
        ],
      },
      'all at once',
    );
    expect(rejected.problems.map(({ file, line, field }) => `${file} ${line} ${field}`)).toEqual([
      ...['prompts.jsonl 2 turns', 'prompts.jsonl 3 line', 'prompts.jsonl 4 prompt_id', 'prompts.jsonl 5 prompt_id'],
      ...['a.jsonl 3 line', 'a.jsonl 4 prompt_id', 'a.jsonl 4 turns', 'a.jsonl 5 prompt_id', 'a.jsonl 6 turns'],
      ...['a.jsonl 6 prompt_id', 'b.jsonl 1 prompt_id', 'b.jsonl 2 turns', 'b.jsonl 3 prompt_id'],
    ]);
    for (const { expected, got, fix } of rejected.problems)
      for (const text of [expected, got, fix]) expect(text).toMatch(/./);
    expect(rejected.badRows).toBe(11);
    expect(rejected.report.got).toContain('11 bad rows in all');
  });

  it('does not hold it against answers that the row of their prompt is bad', async () => {
    const answers = ['p1', 'p2', 'p3'].map((prompt_id) => ({ prompt_id, contestant: 'a', turns: ['x'] }));
    const hidden = await rejectionOf([question, { prompt_id: 'p2' }, { turns: ['What?'] }, ...answers], 'hidden');
    expect(hidden.problems.map((problem) => problem.line)).toEqual([2, 3]);
    expect(hidden.report.fix).toContain('1 answer refers to unknown prompts');
    const cut = await rejectionOf([question, '{"prompt_id": "p2", "turns": ["W', ...answers], 'cut');
    expect(cut.problems.map((problem) => problem.line)).toEqual([2, 5]);
  });

  it('takes an unreadable prompts file as the one error that it is', async () => {
    const scope = await newTeam(database, 'utf16');
    const utf16 = {
      ...fileOf('prompts.jsonl', []),
      chunks: (async function* () {
        yield Buffer.from('\ufeff{}', 'utf16le');
      })(),
    };
    const files = [utf16, fileOf('a.jsonl', [{ prompt_id: 'p1', contestant: 'a', turns: ['x'] }])];
    const rejected = await importResponses({ database, scope, benchmark: 'u', files }).catch((error) => error);
    expect(rejected.problems).toMatchObject([{ file: 'prompts.jsonl', got: 'UTF-16 text' }]);
  });

  it('lists the first hundred problems and counts all bad rows', async () => {
    const bad = Array.from({ length: 2_500 }, () => ({ prompt_id: 'p1', contestant: 'a', turns: 7 }));
    const rejected = await rejectionOf([question, ...bad, { prompt_id: 'p9', contestant: 'a', turns: ['x'] }], 'many');
    expect(rejected.problems.map((problem) => problem.line)).toHaveLength(100);
    expect(rejected.badRows).toBe(2_501);
  });

  it('keeps the version when the prompts are the same and makes a new one when they are not', async () => {
    const scope = await newTeam(database, 'versions');
    const prompts = (text: string) => [fileOf('prompts.jsonl', [{ prompt_id: 'p1', turns: [text] }])];
    const importing = (text: string) =>
      importResponses({ database, scope, benchmark: 'versions', files: prompts(text) });
    expect([
      (await importing('One?')).version,
      (await importing('One?')).version,
      (await importing('Two?')).version,
    ]).toEqual([1, 1, 2]);
  });

  it('extends a benchmark: new prompts are added, none is dropped, and the same import again changes nothing', async () => {
    const scope = await newTeam(database, 'extending');
    const add = (...ids: string[]) =>
      importResponses({
        database,
        scope,
        benchmark: 'e',
        files: [
          fileOf(
            'p.jsonl',
            ids.map((id) => ({ prompt_id: id, turns: [`${id}?`] })),
          ),
        ],
      });
    expect(await add('p1', 'p2')).toMatchObject({ version: 1, prompts: 2 });
    expect(await add('p3')).toMatchObject({ version: 2, prompts: 3 });
    expect(await add('p1')).toMatchObject({ version: 2, prompts: 3 });
    expect(await add('p3', 'p2')).toMatchObject({ version: 2, prompts: 3 });
  });

  it('takes over earlier answers that a correction does not repeat, and those of this benchmark only', async () => {
    const scope = await newTeam(database, 'correction');
    await smallBenchmark(database, scope, { name: 'one', prompts: 3, contestants: 2 });
    const correction = [fileOf('fix.jsonl', [{ prompt_id: 'p1', contestant: 'c0', turns: ['Better.'] }])];
    const corrected = await importResponses({ database, scope, benchmark: 'one', files: correction });
    expect(corrected.submissions).toMatchObject([{ contestant: 'c0', responses: 1, kept: 2, missing: 0 }]);
    const shared = [1, 2].map((number) => ({ prompt_id: `p${number}`, turns: [`one: question ${number}?`] }));
    await importResponses({ database, scope, benchmark: 'two', files: [fileOf('p.jsonl', shared)] });
    const version = await newestVersion(database, scope, 'two');
    expect(await entrantsOf(database, scope, version?.id as string)).toEqual([]);
  });

  it('keeps two imports in the same moment apart', async () => {
    const scope = await newTeam(database, 'together');
    await Promise.all(
      ['x', 'y', 'z'].map((name) => smallBenchmark(database, scope, { name, prompts: 20, contestants: 5 })),
    );
    const { rows } = await database.query<{ answers: number; submissions: number }>(
      `SELECT (SELECT count(*)::int FROM response WHERE team_id = $1) AS answers, (SELECT count(*)::int FROM submission WHERE team_id = $1) AS submissions`,
      [scope.teamId],
    );
    expect(rows[0]).toEqual({ answers: 300, submissions: 15 });
  });

  it('refuses responses for a benchmark that has no prompts', async () => {
    const scope = await newTeam(database, 'promptless');
    const files = [fileOf('responses.jsonl', [{ prompt_id: 'p1', contestant: 'a', turns: ['x'] }])];
    await expect(importResponses({ database, scope, benchmark: 'promptless', files })).rejects.toThrow('no-prompts');
  });
});
