import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetFormat, DatasetRow } from './dataset-row.ts';
import { firstRecord, readDatasetBatches } from './read-dataset.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(content: string | Uint8Array, options: { format?: DatasetFormat; chunkSize?: number } = {}) {
  const { format = 'joust', chunkSize = 64 * 1024 } = options;
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const rows: DatasetRow[] = [];
  for await (const batch of readDatasetBatches({ name: 'f.jsonl', chunks: chunksOf(bytes, chunkSize) }, format)) {
    expect(batch.length).toBeGreaterThan(0);
    expect(batch.length).toBeLessThanOrEqual(1_000);
    rows.push(...batch);
  }
  return rows;
}

/** The only row of a file of one record, or of one line of text. */
async function readOne(line: object | string, format: DatasetFormat = 'joust'): Promise<DatasetRow> {
  const rows = await read(typeof line === 'string' ? line : JSON.stringify(line), { format });
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

const badAt = (field: string, expected: string, got: string) => ({
  kind: 'bad',
  file: 'f.jsonl',
  line: 1,
  problems: [{ field, expected, got, fix: expect.stringMatching(/^[A-Z].*\.$/) }],
  subject: expect.anything(),
});

describe('the Joust format', () => {
  it('reads prompts with one turn or many, and fields that may be absent', async () => {
    const rows = await read(
      [
        '{"prompt_id": "a", "prompt": "1 + 1?"}',
        '{"prompt_id": 2, "turns": ["x", "y"], "category": "math", "tags": ["t", "u", "t"], "context": "c", "reference": "2"}',
        '{"prompt_id": "c", "prompt": "x", "turns": null, "category": null, "tags": null, "context": " ", "reference": []}',
      ].join('\n'),
    );
    const absent = { category: null, tags: [], context: null, reference: null };
    const place = { kind: 'prompt', file: 'f.jsonl' };
    expect(rows).toEqual([
      { ...place, ...absent, line: 1, key: 'a', turns: ['1 + 1?'] },
      {
        ...place,
        line: 2,
        key: '2',
        turns: ['x', 'y'],
        category: 'math',
        tags: ['t', 'u'],
        context: 'c',
        reference: ['2'],
      },
      { ...place, ...absent, line: 3, key: 'c', turns: ['x'] },
    ]);
  });

  it('reads answers, also empty ones, mixed with prompts', async () => {
    const rows = await read(
      [
        '{"prompt_id": "a", "contestant": "m", "response": ""}',
        '{"prompt_id": "a", "prompt": "?"}',
        '{"prompt_id": "a", "contestant": "n", "turns": ["x", ""], "latency": 3}',
      ].join('\n'),
    );
    expect(rows[0]).toEqual({
      kind: 'response',
      file: 'f.jsonl',
      line: 1,
      promptKey: 'a',
      contestant: 'm',
      turns: [''],
    });
    expect(rows[1]).toMatchObject({ kind: 'prompt', key: 'a' });
    expect(rows[2]).toMatchObject({ kind: 'response', contestant: 'n', turns: ['x', ''] });
  });

  it('keeps texts verbatim', async () => {
    const text = '  \r\n\t"quoted" \u2028 日本語 👩‍👩‍👧 \\u0000 ';
    expect(await readOne({ prompt_id: 'a', prompt: text })).toMatchObject({ turns: [text] });
  });

  it.each([
    [{ prompt: 'x' }, 'prompt_id', 'text or a whole number', 'nothing'],
    [{ prompt_id: 1.5, prompt: 'x' }, 'prompt_id', 'text or a whole number', '1.5'],
    [{ prompt_id: 2 ** 53, prompt: 'x' }, 'prompt_id', 'text or a whole number', '9007199254740992'],
    [{ prompt_id: null, prompt: 'x' }, 'prompt_id', 'text or a whole number', 'null'],
    [{ prompt_id: '', prompt: 'x' }, 'prompt_id', 'text that is not empty', '""'],
    [{ prompt_id: 'a' }, 'turns', 'turns (a list of texts) or prompt (a text)', 'nothing'],
    [{ prompt_id: 'a', turns: ['x'], prompt: 'y' }, 'prompt', 'turns or prompt, not both', '"y"'],
    [{ prompt_id: 'a', turns: 'x' }, 'turns', 'a list of texts', '"x"'],
    [{ prompt_id: 'a', turns: [] }, 'turns', 'at least one turn', 'an empty list'],
    [{ prompt_id: 'a', turns: ['x', 2] }, 'turns[1]', 'text', '2'],
    [{ prompt_id: 'a', turns: ['x', ' \n'] }, 'turns[1]', 'text that is not empty', '" \\u000a"'],
    [{ prompt_id: 'a', prompt: 'no\0no' }, 'prompt', 'text without NUL', 'NUL at character 3'],
    [{ prompt_id: 'a', prompt: 'x', tags: 'one' }, 'tags', 'a list of texts', '"one"'],
    [{ prompt_id: 'a', prompt: 'x', tags: [{}] }, 'tags[0]', 'text', 'an object'],
    [{ prompt_id: 'a', prompt: 'x', category: 3 }, 'category', 'text', '3'],
    [{ prompt_id: 'a', prompt: 'x', context: ['y'] }, 'context', 'text', 'a list of 1'],
    [{ prompt_id: 'a', prompt: 'x', reference: 3 }, 'reference', 'text or a list of texts', '3'],
    [{ prompt_id: 'a', prompt: 'x', reference: ['y', null] }, 'reference[1]', 'text', 'null'],
    [{ prompt_id: 'a', response: 'x' }, 'contestant', 'text', 'nothing'],
    [{ prompt_id: 'a', contestant: ' ', response: 'x' }, 'contestant', 'text that is not empty', '" "'],
    [{ prompt_id: 'a', contestant: 'm' }, 'turns', 'turns (a list of texts) or response (a text)', 'nothing'],
    [{ prompt_id: 'a', contestant: 'm', turns: [] }, 'turns', 'at least one turn', 'an empty list'],
    [
      { prompt_id: 'a', contestant: 'm', turns: ['x'], response: 'y' },
      'response',
      'turns or response, not both',
      '"y"',
    ],
  ])('says what is wrong with %j', async (record, field, expected, got) => {
    expect(await readOne(record)).toEqual(badAt(field, expected, got));
  });

  it('refuses keys and names too long to be indexed, and repeats only their beginning', async () => {
    const long = `${'k'.repeat(79)}😀${'k'.repeat(500)}`;
    const errorAt = (field: string) => badAt(field, 'at most 500 characters', `"${'k'.repeat(79)}…"`);
    expect(await readOne({ prompt_id: long, prompt: 'x' })).toEqual(errorAt('prompt_id'));
    const answer = { prompt_id: 'a', contestant: long, response: 'x' };
    expect(await readOne(answer)).toEqual(errorAt('contestant'));
    const longest = 'k'.repeat(500);
    expect(await readOne({ ...answer, contestant: longest })).toMatchObject({ contestant: longest });
  });

  it('says all that is wrong with a line, each field once', async () => {
    expect(await readOne({ contestant: '', turns: ['x', 2], response: 'y' })).toMatchObject({
      problems: ['prompt_id', 'contestant', 'turns[1]', 'response'].map((field) => ({ field })),
    });
    expect(await readOne({ prompt_id: 'a', contestant: ' ' })).toMatchObject({
      problems: [{ field: 'contestant' }, { field: 'turns', got: 'nothing', fix: 'Add turns to this line.' }],
    });
  });

  it.each([
    [
      { prompt_id: 7, turns: 1 },
      { kind: 'prompt', promptKey: '7' },
    ],
    [
      { prompt_id: 7.5, turns: ['x'] },
      { kind: 'prompt', promptKey: null },
    ],
    [
      { prompt_id: 'a', contestant: 'm', turns: 1 },
      { kind: 'response', promptKey: 'a', contestant: 'm' },
    ],
    [
      { contestant: 3, turns: ['x'] },
      { kind: 'response', promptKey: null, contestant: null },
    ],
    ['{"prompt_id": "a\\"b", "prompt": "x', { kind: 'unreadable', promptKey: 'a"b', hiddenPrompts: 0 }],
    ['{"question_id": 7, "turns": [', { kind: 'unreadable', promptKey: '7', hiddenPrompts: 0 }],
    ['{"prompt_id": 7', { kind: 'unreadable', promptKey: null, hiddenPrompts: 0 }],
    ['nonsense', { kind: 'unreadable', promptKey: null, hiddenPrompts: 0 }],
  ])('says what a bad line is about: %j', async (line, subject) => {
    expect(await readOne(line)).toMatchObject({ kind: 'bad', subject });
  });

  it('refuses a lone surrogate, which only an escape can smuggle in', async () => {
    const row = await readOne(String.raw`{"prompt_id": "a", "prompt": "ok 😀 \ud83d no"}`);
    expect(row).toEqual(badAt('prompt', 'text without lone surrogates', 'a lone surrogate at character 7'));
  });
});

describe('the FastChat format', () => {
  it('reads questions', async () => {
    const question = { question_id: 81, category: 'writing', turns: ['x', 'y'], reference: ['r'] };
    expect(await readOne(question, 'fastchat')).toEqual({
      kind: 'prompt',
      file: 'f.jsonl',
      line: 1,
      key: '81',
      turns: ['x', 'y'],
      category: 'writing',
      tags: [],
      context: null,
      reference: ['r'],
    });
  });

  it('reads the first choice of an answer', async () => {
    const choices = [{ index: 0, turns: ['x', ''] }, { index: 1, turns: ['z'] }, 'junk'];
    const answer = { question_id: 81, answer_id: 'q', model_id: 'm', choices, tstamp: 1.5 };
    expect(await readOne(answer, 'fastchat')).toEqual({
      kind: 'response',
      file: 'f.jsonl',
      line: 1,
      promptKey: '81',
      contestant: 'm',
      turns: ['x', ''],
    });
  });

  it.each([
    [{ turns: ['x'] }, 'question_id', 'text or a whole number', 'nothing'],
    [{ question_id: 1 }, 'turns', 'a list of texts', 'nothing'],
    [{ question_id: 1, model_id: 'm' }, 'choices', 'a list of at least one choice', 'nothing'],
    [{ question_id: 1, model_id: 'm', choices: [] }, 'choices[0]', 'an object with turns', 'nothing'],
    [{ question_id: 1, model_id: 'm', choices: ['x'] }, 'choices[0]', 'an object with turns', '"x"'],
    [{ question_id: 1, model_id: 'm', choices: [{ turns: [1] }] }, 'choices[0].turns[0]', 'text', '1'],
    [{ question_id: 1, choices: [{ turns: ['x'] }] }, 'model_id', 'text', 'nothing'],
  ])('says what is wrong with %j', async (record, field, expected, got) => {
    expect(await readOne(record, 'fastchat')).toEqual(badAt(field, expected, got));
  });
});

describe('lines', () => {
  const record = '{"prompt_id": "a", "prompt": "x"}';

  it('may end in CRLF, be blank, follow a byte order mark and lack a last line break; all are counted', async () => {
    const rows = await read(`\ufeff${record}\r\n\r\n  \t\n${record}\n\n${record}`);
    expect(rows.map(({ kind, line }) => ({ kind, line }))).toEqual([1, 4, 6].map((line) => ({ kind: 'prompt', line })));
  });

  it.each([
    ['not json', `Unexpected token 'o', "not json" is not valid JSON`],
    ['{"prompt_id": "a"', `Expected ',' or '}' after property value in JSON at position 17: {"prompt_id": "a"`],
    [
      '{"prompt_id": "a\0"}',
      'Bad control character in string literal in JSON at position 16: {"prompt_id": "a\\u0000"}',
    ],
    ['[1, 2]', 'a list of 2'],
    ['null', 'null'],
    ['"text"', '"text"'],
  ])('that are not a JSON object are refused: %j', async (line, got) => {
    expect(await readOne(line)).toEqual(badAt('line', 'one JSON object', got));
  });

  it('that are not UTF-8 are refused, and reading goes on', async () => {
    const bytes = bytesOf(`${record}\n??\n${record}`);
    bytes[record.length + 1] = 0xc3;
    const rows = await read(bytes);
    expect(rows.map(({ kind }) => kind)).toEqual(['prompt', 'bad', 'prompt']);
    expect(rows[1]).toMatchObject({ line: 2, problems: [{ field: 'line', expected: 'UTF-8 text' }] });
  });

  it('longer than 16 MiB are refused, and reading goes on', async () => {
    const limit = 16 * 1024 * 1024;
    const padded = record.padEnd(limit);
    const rows = await read(`${padded}\r\n${padded} \r\n${padded}${padded}\n${record}`, { chunkSize: 1024 * 1024 });
    expect(rows.map(({ kind, line }) => ({ kind, line }))).toEqual([
      { kind: 'prompt', line: 1 },
      { kind: 'bad', line: 2 },
      { kind: 'bad', line: 3 },
      { kind: 'prompt', line: 4 },
    ]);
    const problem = { field: 'line', expected: 'a line of at most 16 MiB', got: '32.0 MiB' };
    expect(rows[2]).toMatchObject({ problems: [problem], subject: { hiddenPrompts: 1 } });
  });

  it('nested a million deep do not exhaust the stack', async () => {
    expect(await readOne('['.repeat(1_000_000))).toMatchObject({ kind: 'bad', problems: [{ field: 'line' }] });
    const deep = `{"prompt_id": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    expect(await readOne(deep)).toMatchObject({
      problems: [{ field: 'prompt_id', got: 'a list of 1' }, { field: 'turns' }],
    });
  });

  it('give one error for a whole file that is compressed or UTF-16', async () => {
    const gzip = await read(new Uint8Array([0x1f, 0x8b, 8, 10, 10, 65, 10]));
    expect(gzip).toEqual([badAt('line', 'UTF-8 text', 'a gzip file')]);
    const utf16 = new Uint8Array(
      [0xff, 0xfe, ...`${record}\n${record}`].flatMap((unit) =>
        typeof unit === 'number' ? [unit] : [unit.charCodeAt(0), 0],
      ),
    );
    expect(await read(utf16)).toEqual([badAt('line', 'UTF-8 text', 'UTF-16 text')]);
  });

  it('make no rows when there are none', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n\n')).toEqual([]);
  });
});

describe('the reader', () => {
  const content = [
    '\ufeff{"prompt_id": "é", "prompt": "日本語 👩‍👩‍👧"}\r',
    '',
    '{"prompt_id": "é", "contestant": "ß", "response": "𝄞"}',
    'broken é',
    '{"prompt_id": "a", "turns": []}',
  ].join('\n');

  it('gives the same rows wherever the chunks are cut', async () => {
    const whole = await read(content);
    expect(whole.map(({ kind }) => kind)).toEqual(['prompt', 'response', 'bad', 'bad']);
    for (let chunkSize = 1; chunkSize < bytesOf(content).length; chunkSize++) {
      expect(await read(content, { chunkSize })).toEqual(whole);
    }
  });

  it('survives any bytes, and its rows and errors hold only text that can be stored', async () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.json().map(bytesOf),
      fc.constantFrom('\n', '{"prompt_id":', '"turns":["', '\\u0000', '\\ud800', '"]}', '}\n', content).map(bytesOf),
    );
    const check = async (parts: Uint8Array[], chunkSize: number, format: DatasetFormat) => {
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
      const rows = await read(bytes, { format, chunkSize });
      expect(rows).toEqual(await read(bytes, { format }));
      const texts = JSON.stringify(rows);
      expect(texts).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/);
      for (const row of rows)
        if (row.kind === 'bad') for (const { got } of row.problems) expect(got.length).toBeLessThan(170);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 12 }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('joust', 'fastchat'),
        check,
      ),
      { numRuns: 300 },
    );
  });

  it('splits a large chunk into batches', async () => {
    const record = '{"prompt_id": 1, "prompt": "x"}\n';
    expect(await read(record.repeat(2_500), { chunkSize: 1e9 })).toHaveLength(2_500);
  });

  it('passes on what the stream throws', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield bytesOf('{"prompt_id": 1');
      throw new Error('disk gone');
    }
    const rows = readDatasetBatches({ name: 'f', chunks: broken() }, 'joust');
    await expect(rows.next()).rejects.toThrow('disk gone');
  });
});

describe('the first record', () => {
  const first = (text: string) => firstRecord({ name: 'f', chunks: chunksOf(bytesOf(text), 3) });

  it('is found after blank lines', async () => {
    expect(await first('\ufeff\r\n\n{"prompt_id": 1}\n{}')).toEqual({ prompt_id: 1 });
  });

  it('is null when the first line cannot be read or there is none', async () => {
    expect(await first('broken\n{"prompt_id": 1}')).toBeNull();
    expect(await first('')).toBeNull();
  });
});
