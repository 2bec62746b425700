import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import type { TeamScope } from '#lib/access/team-scope.ts';
import { openDatabase } from '#lib/db/database.ts';
import { type BytesOptions, importBytes, sourceOf, storedRows } from '../../scripts/test-support/import-bytes.ts';
import { newTeam } from '../../scripts/test-support/play-run.ts';
import { testDatabase } from '../../scripts/test-support/test-database.ts';
import type { DatasetSource } from './file-source.ts';
import { ImportRejected } from './import-rejected.ts';

const { url } = await testDatabase();
const database = openDatabase({ url });
afterAll(() => database.close());

const importing = (scope: TeamScope, sources: readonly DatasetSource[], options: BytesOptions = {}) =>
  importBytes(database, scope, { sources, ...options });

/** What is wrong with files of which then nothing is stored, as `file:line field`. */
async function refusal(name: string, sources: readonly DatasetSource[], options: BytesOptions = {}): Promise<string[]> {
  const scope = await newTeam(database, name);
  const error = await importing(scope, sources, options).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImportRejected);
  expect(await storedRows(database, scope)).toBe(0);
  return (error as ImportRejected).problems.map(({ file, line, field }) => `${file}:${line} ${field}`);
}

async function promptsOf(scope: TeamScope) {
  const { rows } = await database.query<Record<string, unknown>>(
    `SELECT bp.key, p.turns, p.context, p.reference, p.fields, bp.category, bp.tags FROM benchmark_prompt bp
     JOIN prompt p ON p.id = bp.prompt_id JOIN benchmark_version v ON v.id = bp.version_id
     WHERE bp.team_id = $1 AND v.number = (SELECT max(number) FROM benchmark_version WHERE team_id = $1) ORDER BY bp.ordinal`,
    [scope.teamId],
  );
  return rows;
}

describe('a Varco Arena folder', () => {
  const rows = (model: string, size = 6) =>
    Array.from({ length: size }, (_, index) => ({
      model_id: model,
      task: `task ${index % 2}`,
      instruction: `Question ${index}?`,
      generated: `${model} says ${index}`,
    }));
  const folder = (changed: Partial<Record<'a' | 'b' | 'c', readonly object[] | string>> = {}) =>
    (['a', 'b', 'c'] as const).map((model) => sourceOf(`${model}.jsonl`, changed[model] ?? rows(model)));

  it('of three files of 500 rows loads, with categories from task', async () => {
    const scope = await newTeam(database, 'varco');
    const sources = ['a', 'b', 'c'].map((model) => sourceOf(`${model}.jsonl`, rows(model, 500)));
    expect(await importing(scope, sources)).toMatchObject({ prompts: 500, responses: 1_500, inOtherOrder: [] });
    expect((await promptsOf(scope))[1]).toMatchObject({ turns: ['Question 1?'], category: 'task 1' });
  });

  it('is aligned by instruction when rows stand in another order, and says so', async () => {
    const scope = await newTeam(database, 'varco order');
    const result = await importing(scope, folder({ b: rows('b').reverse() }));
    expect(result).toMatchObject({ prompts: 6, responses: 18, inOtherOrder: ['b.jsonl'] });
    const { rows: answers } = await database.query<{ question: string; answer: string }>(
      `SELECT p.turns[1] AS question, r.turns[1] AS answer FROM response r JOIN prompt p ON p.id = r.prompt_id WHERE r.team_id = $1`,
      [scope.teamId],
    );
    for (const { question, answer } of answers) expect(question.match(/\d+/)![0]).toBe(answer.match(/\d+/)![0]);
  });

  it.each([
    ['with fewer rows', { b: rows('b').slice(0, 5) }, ['b.jsonl:6 instruction']],
    ['with a model_id that another file has', { c: rows('a') }, ['c.jsonl:1 model_id']],
    ['with two models in a file', { c: [...rows('c', 5), ...rows('d', 6).slice(5)] }, ['c.jsonl:6 model_id']],
    [
      'with another instruction at one row',
      { b: rows('b').map((row, index) => (index === 3 ? { ...row, instruction: 'Another?' } : row)) },
      ['b.jsonl:4 instruction', 'b.jsonl:4 instruction'],
    ],
    [
      'with missing fields',
      { b: rows('b').map(({ generated, ...row }, index) => (index === 2 ? row : { ...row, generated })) },
      ['b.jsonl:3 generated'],
    ],
    ['with bad JSON', { b: `${JSON.stringify(rows('b')[0])}\n{"model_id": "b", "inst` }, ['b.jsonl:2 line']],
    [
      'with another task for the same instruction',
      { b: rows('b').map((row, index) => (index === 3 ? { ...row, task: 'other' } : row)) },
      ['b.jsonl:4 task'],
    ],
  ])('%s is refused with file, row and field, and nothing is stored', async (name, changed, problems) => {
    expect(await refusal(`varco ${name}`, folder(changed))).toEqual(problems);
  });

  it('with fewer rows is taken when the user says so', async () => {
    const scope = await newTeam(database, 'varco left out');
    const result = await importing(scope, folder({ b: rows('b').slice(0, 5) }), { missing: 'leave-out' });
    expect(result).toMatchObject({ prompts: 6, responses: 17, missing: 'leave-out' });
    expect(result.submissions[1]).toMatchObject({
      contestant: 'b',
      missing: 1,
      missingPrompts: [expect.stringMatching(/^question-5-/)],
    });
  });

  it('keeps languages and drafts of prompts, without which hashes are what they were', async () => {
    const scope = await newTeam(database, 'varco fields');
    const row = {
      model_id: 'a',
      instruction: 'Translate: 안녕',
      generated: 'Hi',
      source_lang: 'Korean',
      target_lang: 'English',
    };
    await importing(scope, [sourceOf('a.jsonl', [row])]);
    expect(await promptsOf(scope)).toMatchObject([
      { fields: { source_language: 'Korean', target_language: 'English' } },
    ]);
    const joust = await newTeam(database, 'hash');
    await importing(joust, [sourceOf('p.jsonl', [{ prompt_id: 'p1', turns: ['Why?'] }])]);
    const { rows: stored } = await database.query<{ hash: string }>(
      'SELECT content_hash AS hash FROM prompt WHERE team_id = $1',
      [joust.teamId],
    );
    // SHA-256 of [["Why?"],null,[]], as it was before prompts had fields.
    expect(stored[0]?.hash).toBe('db7af800a0b6c49eb3b69e510a3483758fc4d264e44c9601d1a81b6c5bf2db3b');
  });
});

describe('the same data', () => {
  const prompts = Array.from({ length: 12 }, (_, index) => ({
    prompt_id: `p${index}`,
    prompt: `Question ${index}: "why", and\nhow? 왜`,
    category: index % 3 === 0 ? null : `c${index % 3}`,
    context: index % 4 === 0 ? 'A context.' : null,
    reference: index % 2 === 0 ? `Reference ${index}` : null,
    tags: index % 5 === 0 ? ['s', 't'] : [],
    fields: index % 6 === 0 ? { draft: 'Draft, first.' } : {},
  }));
  const answers = ['m', 'n'].flatMap((contestant) =>
    prompts.map(({ prompt_id }, index) => ({
      prompt_id,
      contestant,
      response: index === 7 ? '' : `${contestant}, "${index}"`,
    })),
  );

  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const csv = (rows: readonly Record<string, unknown>[]) =>
    [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row).map(cell))]
      .map((cells) => cells.join(','))
      .join('\r\n');
  const parquet = (rows: readonly Record<string, unknown>[]) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: Object.keys(rows[0]!).map((name) => {
          const data = rows.map((row) => row[name]);
          return {
            name,
            data,
            type: data.every((value) => value == null || typeof value === 'string') ? 'STRING' : 'JSON',
          };
        }),
        rowGroupSize: [5],
      }),
    );

  it('gives the same benchmark and answers through JSON Lines, a JSON array, CSV and Parquet', async () => {
    const flat = prompts.map(({ fields, tags, ...row }) => ({
      ...row,
      tags: JSON.stringify(tags),
      'fields.draft': fields.draft,
    }));
    const ways: Record<string, DatasetSource[]> = {
      jsonl: [sourceOf('p.jsonl', prompts), sourceOf('a.jsonl', answers)],
      json: [sourceOf('p.json', JSON.stringify(prompts, null, 2)), sourceOf('a.json', JSON.stringify(answers))],
      csv: [sourceOf('p.csv', csv(flat)), sourceOf('a.csv', csv(answers))],
      parquet: [sourceOf('p.parquet', parquet(prompts)), sourceOf('a.parquet', parquet(answers))],
    };
    const told: unknown[] = [];
    for (const [name, sources] of Object.entries(ways)) {
      const scope = await newTeam(database, `same ${name}`);
      const result = await importing(scope, sources);
      expect(result).toMatchObject({ prompts: 12, responses: 24, submissions: [{ empty: 1 }, { empty: 1 }] });
      const { rows } = await database.query<{ version: string; answers: string }>(
        `SELECT (SELECT content_hash FROM benchmark_version WHERE team_id = $1) AS version,
           (SELECT string_agg(text_hash, ',' ORDER BY text_hash) FROM response WHERE team_id = $1) AS answers`,
        [scope.teamId],
      );
      told.push({ ...rows[0], prompts: await promptsOf(scope) });
    }
    for (const one of told) expect(one).toEqual(told[0]);
  });
});

describe('answers and prompts in files of their own', () => {
  const batch = (id: string, content: string | null) => ({
    custom_id: id,
    response:
      content === null
        ? { status_code: 500, body: { error: { message: 'overloaded' } } }
        : { status_code: 200, body: { model: 'gpt', choices: [{ message: { content } }] } },
    error: null,
  });
  const prompts = sourceOf('prompts.jsonl', [
    { idx: 0, instruction: 'Why?', dataset: 'd' },
    { idx: 1, instruction: 'How?', dataset: 'd' },
  ]);

  it('are joined by any field, and failed requests are named as missing answers', async () => {
    const scope = await newTeam(database, 'join');
    const answers = sourceOf('out.jsonl', [batch('0', 'So.'), batch('1', null)]);
    const result = await importing(scope, [answers], { prompts, key: 'idx' });
    expect(result).toMatchObject({
      prompts: 2,
      responses: 1,
      submissions: [{ contestant: 'gpt', missing: 1, missingPrompts: ['1'] }],
      failedRows: 1,
      failed: [{ file: 'out.jsonl', line: 2, promptKey: '1', reason: '500: overloaded' }],
    });
    expect(await promptsOf(scope)).toMatchObject([
      { key: '0', turns: ['Why?'], category: 'd' },
      { key: '1', turns: ['How?'], category: 'd' },
    ]);
    expect(
      await refusal('join refused', [sourceOf('out.jsonl', [batch('0', 'So.'), batch('1', null)])], {
        prompts,
        key: 'idx',
        missing: 'refuse',
      }),
    ).toEqual(['out.jsonl:2 response.status_code', 'out.jsonl:2 custom_id']);
  });

  it('are joined by the text of the prompt where answers have no id, now and in a later import', async () => {
    const scope = await newTeam(database, 'by text');
    const alpaca = (generator: string) => [
      { instruction: 'How?', output: 'Thus.', generator },
      { instruction: 'Why?', output: 'So.', generator },
    ];
    await importing(scope, [sourceOf('m.json', JSON.stringify(alpaca('m')))], { prompts, key: 'idx' });
    expect((await promptsOf(scope)).map(({ key }) => key)).toEqual(['0', '1']);
    const later = await importing(scope, [sourceOf('n.json', JSON.stringify(alpaca('n')))]);
    expect(later).toMatchObject({
      version: 1,
      prompts: 2,
      responses: 2,
      submissions: [{ contestant: 'n', missing: 0 }],
    });
    const other = await newTeam(database, 'by text, another team');
    await expect(importing(other, [sourceOf('x.jsonl', [batch('0', 'So.')])])).rejects.toThrow('no-prompts');
  });
});

describe('a dry run', () => {
  it('finds everything an import would and stores nothing', async () => {
    const scope = await newTeam(database, 'dry');
    const rows = [{ instruction: 'Why?', output: '', generator: 'm' }];
    const result = await importing(scope, [sourceOf('m.json', JSON.stringify(rows))], { dryRun: true });
    expect(result).toMatchObject({
      stored: false,
      prompts: 1,
      responses: 1,
      submissions: [{ contestant: 'm', empty: 1 }],
    });
    expect(await storedRows(database, scope)).toBe(0);
  });
});
