import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { DatasetRow } from '#lib/dataset/dataset-row.ts';
import { readRows } from '../../../scripts/test-support/read-rows.ts';

const csv = (text: string, chunkSize?: number) => readRows(text, { format: 'joust', container: 'csv', chunkSize });

/** What rows say, without where they stand. */
const contents = (rows: readonly DatasetRow[]) => rows.map(({ file: _, line: __, ...content }) => content);

describe('CSV', () => {
  it('has cells with separators, quotes and line breaks, and rows are placed by their line', async () => {
    const text = '\ufeffprompt_id,prompt,category\r\na,"one, ""two""\nthree",x\r\nb,"","y"\r\n\r\nc,four,\r\n';
    for (const chunkSize of [1, 3, 1_000]) {
      expect(await csv(text, chunkSize)).toMatchObject([
        { kind: 'prompt', key: 'a', turns: ['one, "two"\nthree'], category: 'x', line: 2 },
        { kind: 'bad', line: 4, problems: [{ field: 'turns' }] },
        { kind: 'prompt', key: 'c', turns: ['four'], category: null, line: 6 },
      ]);
    }
  });

  it.each(['\t', ';'])('may be separated by %j', async (separator) => {
    const text = [
      ['prompt_id', 'prompt'],
      ['a', 'one, two'],
    ]
      .map((cells) => cells.join(separator))
      .join('\n');
    expect(await csv(text)).toMatchObject([{ key: 'a', turns: ['one, two'] }]);
  });

  it('holds prompts and answers; a blank answer of a contestant is an empty answer', async () => {
    const text = 'prompt_id,prompt,contestant,response\na,Why?,,\na,,m,\na,,n,So.\n';
    expect(await csv(text)).toMatchObject([
      { kind: 'prompt', key: 'a' },
      { kind: 'response', contestant: 'm', turns: [''] },
      { kind: 'response', contestant: 'n', turns: ['So.'] },
    ]);
  });

  it('holds lists as JSON, tags also with commas, and further texts in columns of their own', async () => {
    const text = 'prompt_id,turns,tags,reference,fields.draft\na,"[""x"",""y""]","s, t","[""r"",""q""]",d\n';
    expect(await csv(text)).toMatchObject([
      { turns: ['x', 'y'], tags: ['s', 't'], reference: ['r', 'q'], fields: { draft: 'd' } },
    ]);
  });

  it('says which row has other cells and reads on, and where quotes are broken, and ends', async () => {
    const rows = await csv('prompt_id,prompt\na,x\nb\nc,y\nd,"w"z\ne,f\n');
    expect(rows.map(({ kind, line }) => `${kind} ${line}`)).toEqual(['prompt 2', 'bad 3', 'prompt 4', 'bad 5']);
    expect(rows[1]).toMatchObject({ problems: [{ expected: '2 cells, as in the first line', got: '1' }] });
  });

  it('whose columns have one name twice is refused', async () => {
    expect(await csv('prompt_id,prompt,prompt\na,x,y\n')).toMatchObject([
      { kind: 'bad', line: 1, problems: [{ got: '"prompt" again' }] },
      { kind: 'prompt' },
    ]);
  });

  it('that is cut inside quotes ends with an error', async () => {
    const rows = await csv('prompt_id,prompt\na,x\nb,"open');
    expect(rows.at(-1)).toMatchObject({ kind: 'bad', problems: [{ expected: 'a row of CSV' }] });
  });
});

describe('CSV in another encoding', () => {
  it('is refused, and characters that chunks cut apart are not', async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('prompt_id,prompt\na,x\nb,'), 0xc7, 0xd1, 0x0a]);
    expect(await readRows(bytes, { container: 'csv' })).toMatchObject([
      { kind: 'bad', problems: [{ expected: 'UTF-8 text', fix: 'Save the file as UTF-8.' }] },
    ]);
    expect(await csv('prompt_id,prompt\na,한국어 👩‍👩‍👧\n', 1)).toMatchObject([{ turns: ['한국어 👩‍👩‍👧'] }]);
  });
});

describe('Parquet', () => {
  const read = (bytes: ArrayBuffer) => readRows(new Uint8Array(bytes), { format: 'joust', container: 'parquet' });

  it('has the same rows as JSON Lines, over several row groups, with lists, structures and big integers', async () => {
    const records = Array.from({ length: 25 }, (_, index) => ({
      prompt_id: index,
      turns: [`question ${index}`, 'and?'],
      category: index % 2 ? 'odd' : null,
      fields: { draft: `d${index}` },
    }));
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'prompt_id', data: records.map((one) => BigInt(one.prompt_id)), type: 'INT64' },
        { name: 'turns', data: records.map((one) => one.turns), type: 'JSON' },
        { name: 'category', data: records.map((one) => one.category), type: 'STRING' },
        { name: 'fields', data: records.map((one) => one.fields), type: 'JSON' },
      ],
      rowGroupSize: [10],
    });
    const jsonLines = records.map((one) => JSON.stringify(one)).join('\n');
    expect(contents(await read(bytes))).toEqual(contents(await readRows(jsonLines)));
  });

  it('holds chats as lists of structures, as Hugging Face writes them', async () => {
    const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
    const chat = (question: string, answer: string) => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ];
    const bytes = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 2 },
        { name: 'model', ...text },
        { name: 'messages', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'OPTIONAL', num_children: 2 },
        { name: 'role', ...text },
        { name: 'content', ...text },
      ],
      columnData: [
        { name: 'model', data: ['m', null] },
        { name: 'messages', data: [chat('Why?', 'So.'), chat('How?', 'Thus.')] },
      ],
    });
    const rows = await readRows(new Uint8Array(bytes), { format: 'messages', container: 'parquet', name: 'n.parquet' });
    expect(rows).toMatchObject([
      { kind: 'prompt', turns: ['Why?'] },
      { kind: 'response', contestant: 'm', turns: ['So.'] },
      { kind: 'prompt', turns: ['How?'] },
      { kind: 'response', contestant: 'n', turns: ['Thus.'] },
    ]);
  });

  it('whose row group is too large is read in parts by the index of its pages, and refused without one', async () => {
    const texts = Array.from({ length: 2_500 }, (_, index) => `${index} ${'x'.repeat(60_000)}`);
    const columns = [{ name: 'prompt_id', data: texts.map((_, index) => index), type: 'INT32' as const }];
    const write = (offsetIndex: boolean) => {
      const prompt = { name: 'prompt', data: texts, type: 'STRING' as const, offsetIndex };
      return parquetWriteBuffer({
        columnData: [...columns, prompt],
        codec: 'SNAPPY',
        rowGroupSize: [2_500],
        pageSize: 1024 * 1024,
      });
    };
    const rows = await read(write(true));
    expect(rows.map((row) => (row.kind === 'prompt' ? row.turns[0]!.length : row))).toEqual(
      texts.map((text) => text.length),
    );
    expect(rows.map(({ line }) => line)).toEqual(texts.map((_, index) => index + 1));
    expect(await read(write(false))).toMatchObject([
      { kind: 'bad', problems: [{ got: 'a row group of 144 MiB without an index of its pages, of at most 128' }] },
    ]);
  });

  it.each([0, 4, 50, 200])('that is cut %i bytes before its end is one error', async (cut) => {
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'prompt_id', data: ['a', 'b'], type: 'STRING' },
        { name: 'prompt', data: ['x', 'y'], type: 'STRING' },
      ],
    });
    const rows = await read(bytes.slice(0, bytes.byteLength - cut));
    expect(rows.map(({ kind }) => kind)).toEqual(cut === 0 ? ['prompt', 'prompt'] : ['bad']);
  });
});
