import { describe, expect, it } from 'vitest';
import { badAt, bytesOf, readOneRow, readRows } from '../../../scripts/test-support/read-rows.ts';

describe('lines', () => {
  const record = '{"prompt_id": "a", "prompt": "x"}';

  it('may end in CRLF, be blank, follow a byte order mark and lack a last line break; all are counted', async () => {
    const rows = await readRows(`\ufeff${record}\r\n\r\n  \t\n${record}\n\n${record}`);
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
    expect(await readOneRow(line)).toEqual(badAt('line', 'one JSON object', got));
  });

  it('that are not UTF-8 are refused, and reading goes on', async () => {
    const bytes = bytesOf(`${record}\n??\n${record}`);
    bytes[record.length + 1] = 0xc3;
    const rows = await readRows(bytes);
    expect(rows.map(({ kind }) => kind)).toEqual(['prompt', 'bad', 'prompt']);
    expect(rows[1]).toMatchObject({ line: 2, problems: [{ field: 'line', expected: 'UTF-8 text' }] });
  });

  it('longer than 16 MiB are refused, and reading goes on', async () => {
    const limit = 16 * 1024 * 1024;
    const padded = record.padEnd(limit);
    const rows = await readRows(`${padded}\r\n${padded} \r\n${padded}${padded}\n${record}`, { chunkSize: 1024 * 1024 });
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
    expect(await readOneRow('['.repeat(1_000_000))).toMatchObject({ kind: 'bad', problems: [{ field: 'line' }] });
    const deep = `{"prompt_id": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    expect(await readOneRow(deep)).toMatchObject({
      problems: [{ field: 'prompt_id', got: 'a list of 1' }, { field: 'turns' }],
    });
  });

  it('give one error for a whole file that is compressed or UTF-16', async () => {
    const gzip = await readRows(new Uint8Array([0x1f, 0x8b, 8, 10, 10, 65, 10]));
    expect(gzip).toEqual([badAt('line', 'UTF-8 text', 'a gzip file')]);
    const utf16 = new Uint8Array(
      [0xff, 0xfe, ...`${record}\n${record}`].flatMap((unit) =>
        typeof unit === 'number' ? [unit] : [unit.charCodeAt(0), 0],
      ),
    );
    expect(await readRows(utf16)).toEqual([badAt('line', 'UTF-8 text', 'UTF-16 text')]);
  });

  it('make no rows when there are none', async () => {
    expect(await readRows('')).toEqual([]);
    expect(await readRows('\n\n')).toEqual([]);
  });
});
