import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JoustError } from '#lib/errors.ts';
import { readVotes } from './read-votes.ts';
import { VoteColumns } from './vote-columns.ts';

const encoder = new TextEncoder();

/** The text as a file in chunks of a given size. */
async function read(text: string | Uint8Array, chunkBytes = 2 ** 16): Promise<VoteColumns> {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes) chunks.push(bytes.slice(start, start + chunkBytes));
  const votes = new VoteColumns();
  await readVotes({ file: 'votes.csv', chunks }, votes);
  return votes;
}

/** The votes as rows of names, in their order. */
function rowsOf(votes: VoteColumns) {
  const table = votes.toTable();
  const prompts = [...votes.prompts.names].sort();
  return Array.from(table.a, (a, row) => ({
    a: table.contestants[a],
    b: table.contestants[table.b[row]!],
    score: table.score[row],
    weight: table.weight[row],
    prompt: table.prompt === null ? null : prompts[table.prompt[row]!],
  }));
}

async function faultOf(text: string | Uint8Array) {
  const thrown = await read(text).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(JoustError);
  return (thrown as JoustError).report;
}

const HEADER = 'contestant_a,contestant_b,verdict,prompt_id\n';

describe('readVotes of CSV', () => {
  it('reads verdicts as scores of contestant A', async () => {
    expect(rowsOf(await read(`${HEADER}x,y,a,1\nx,y,b,2\ny,x,tie,1\n`))).toEqual([
      { a: 'x', b: 'y', score: 1, weight: 1, prompt: '1' },
      { a: 'x', b: 'y', score: 0, weight: 1, prompt: '2' },
      { a: 'y', b: 'x', score: 0.5, weight: 1, prompt: '1' },
    ]);
  });

  it('reads scores, weights and columns in any order, and ignores columns it does not know', async () => {
    const text = 'note,score,weight,contestant_b,first,contestant_a\nhi,0.25,0.5,y,a,x\n,1e-3,2,y,,x\n';
    expect(rowsOf(await read(text))).toEqual([
      { a: 'x', b: 'y', score: 0.25, weight: 0.5, prompt: null },
      { a: 'x', b: 'y', score: 0.001, weight: 2, prompt: null },
    ]);
  });

  it('takes the score where the verdict is empty', async () => {
    const text = 'contestant_a,contestant_b,verdict,score\nx,y,,0.75\nx,y,b,\n';
    expect(rowsOf(await read(text)).map((row) => row.score)).toEqual([0.75, 0]);
  });

  it('takes a byte order mark, CRLF, blank lines, quotes, and a last line without a line break', async () => {
    const text = `\uFEFF\r\n"contestant_a",contestant_b,verdict,prompt_id\r\n\r\n"x, ""the"" first",y,"a",p1\r\ny,"two\nlines",b,p1`;
    for (const chunkBytes of [1, 2, 3, 7, 1000]) {
      expect(rowsOf(await read(text, chunkBytes))).toMatchObject([
        { a: 'x, "the" first', b: 'y', score: 1 },
        { a: 'y', b: 'two\nlines', score: 0 },
      ]);
    }
  });

  it('skips rows without a result and counts them by word, and leaves their contestants out', async () => {
    const votes = await read(`${HEADER}x,y,a,1\nx,z,refused,1\nx,z,error,2\nx,y,error,\n`);
    expect(votes.skipped).toEqual({ refused: 1, error: 2 });
    expect(votes.toTable().contestants).toEqual(['x', 'y']);
  });

  it('counts rows without a prompt id', async () => {
    const votes = await read(`${HEADER}x,y,a,1\nx,y,a,\n`);
    expect(votes.withoutPrompt).toBe(1);
    expect(votes.toTable().prompt).toBeNull();
  });

  it('names the line and field of a wrong row', async () => {
    const place = async (row: string, header = HEADER) =>
      (await faultOf(`${header}x,y,a,1\n"a\nb",y,a,1\n${row}\n`)).got;
    expect(await place('x,y,A,1')).toBe('"A" (votes.csv, line 5, field verdict)');
    expect(await place('x,y,,1')).toContain('line 5, field verdict');
    expect(await place('x,x,a,1')).toContain('line 5, field contestant_b');
    expect(await place(',x,a,1')).toContain('line 5, field contestant_a');
    expect(await place('x,y,a')).toBe('3 (votes.csv, line 5)');
    const scores = 'contestant_a,contestant_b,score,weight\nx,y,1,1\nx,y,0,1\n';
    for (const score of ['1.1', '-0.1', 'NaN', 'Infinity', '0x1', ' ', '']) {
      expect((await faultOf(`${scores}x,y,${score},1\n`)).got).toContain('line 4, field score');
    }
    for (const weight of ['0', '-1', 'inf', 'abc']) {
      expect((await faultOf(`${scores}x,y,1,${weight}\n`)).got).toContain('line 4, field weight');
    }
    expect((await faultOf('contestant_a,contestant_b,score,first\nx,y,1,left\n')).got).toContain('line 2, field first');
  });

  it('names the columns it found when needed ones are missing or double', async () => {
    expect(await faultOf('model_a;model_b;winner\nx;y;a\n')).toMatchObject({
      code: 'votes-columns',
      got: expect.stringContaining('model_a;model_b;winner'),
    });
    expect((await faultOf('contestant_a,contestant_b,verdict,verdict\n')).code).toBe('votes-columns');
  });

  it('refuses broken quotes, an empty file, UTF-16 and bytes that are not UTF-8', async () => {
    expect((await faultOf(`${HEADER}x"y,y,a,1\n`)).got).toContain('line 2');
    expect((await faultOf(`${HEADER}"x"y,y,a,1\n`)).got).toContain('line 2');
    expect((await faultOf(`${HEADER}x,y,a,1\n"x,y,a,1\n`)).got).toContain('line 3');
    expect((await faultOf('')).code).toBe('votes-empty');
    expect((await faultOf('\n \n')).code).toBe('votes-empty');
    expect((await faultOf(Uint8Array.of(0xff, 0xfe, 0x63, 0))).got).toContain('UTF-16');
    const bytes = encoder.encode(`${HEADER}x,y,a,1\nx,?,a,1\n`).map((byte) => (byte === 63 ? 0xff : byte));
    expect((await faultOf(bytes)).got).toContain('line 3');
  });

  it('reads what csv-parse reads, whatever the text, the quoting, the line breaks and the chunks', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('a,b', 'say "hi"', 'l1\nl2', '""', 'é', '😀', 'a\r\nb'),
    );
    const name = cell.filter((text) => text !== '' && !text.includes('\uFEFF'));
    const row = fc.record({
      a: name,
      b: name,
      verdict: fc.constantFrom('a', 'b', 'tie'),
      prompt: name,
      quote: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        async (rows, lineBreak, chunkBytes) => {
          const lines = rows
            .filter(({ a, b }) => a !== b)
            .map(({ a, b, verdict, prompt, quote }) =>
              [a, b, verdict, prompt].map((value) => csvCell(value, quote)).join(','),
            );
          const text = [HEADER.trim(), ...lines].join(lineBreak) + lineBreak;
          const scores = { a: 1, b: 0, tie: 0.5 };
          const oracle = parse<Record<string, string>>(text, {
            columns: true,
            skip_empty_lines: true,
            record_delimiter: lineBreak,
          });
          expect(rowsOf(await read(text, chunkBytes))).toEqual(
            oracle.map((record) => ({
              a: record.contestant_a,
              b: record.contestant_b,
              score: scores[record.verdict as keyof typeof scores],
              weight: 1,
              prompt: record.prompt_id,
            })),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('readVotes of JSON lines', () => {
  const line = (row: object) => `${JSON.stringify({ contestant_a: 'x', contestant_b: 'y', verdict: 'a', ...row })}\n`;

  it('reads verdicts, scores, weights and prompt ids, and ignores other keys, whatever the chunks', async () => {
    const text = [
      line({ prompt_id: 'é', first: 'b', judge: 'j', call_id: 7 }),
      '\n',
      line({ verdict: null, score: 0.25, prompt_id: 12, weight: 0.5 }),
      line({ verdict: 'refused' }),
      line({ contestant_a: 'z', verdict: 'tie', prompt_id: 'é', weight: null, first: null }).trimEnd(),
    ].join('');
    for (const chunkBytes of [1, 5, 1000]) {
      const votes = await read(text, chunkBytes);
      expect(votes.skipped).toEqual({ refused: 1 });
      expect(rowsOf(votes)).toEqual([
        { a: 'x', b: 'y', score: 1, weight: 1, prompt: 'é' },
        { a: 'x', b: 'y', score: 0.25, weight: 0.5, prompt: '12' },
        { a: 'z', b: 'y', score: 0.5, weight: 1, prompt: 'é' },
      ]);
    }
  });

  it('names the line and key of a wrong line', async () => {
    const place = async (text: string) => (await faultOf(line({}) + text)).got;
    expect(await place('{"contestant_a": \n')).toContain('(votes.csv, line 2)');
    expect(await place('[]\n')).toContain('line 2');
    expect(await place(line({ verdict: 'win' }))).toContain('line 2, field verdict');
    expect(await place(line({ verdict: 1 }))).toContain('line 2, field verdict');
    expect(await place(line({ verdict: null, score: '1' }))).toContain('line 2, field score');
    expect(await place(line({ verdict: null }))).toContain('line 2, field verdict');
    expect(await place(line({ contestant_b: 'x' }))).toContain('line 2, field contestant_b');
    expect(await place(line({ contestant_a: 3 }))).toContain('line 2, field contestant_a');
    expect(await place(line({ weight: 0 }))).toContain('line 2, field weight');
    expect(await place(line({ prompt_id: {} }))).toContain('line 2, field prompt_id');
  });

  it('says that a JSON array is not JSON lines', async () => {
    expect((await faultOf('[{"contestant_a":"x"}]')).got).toContain('a JSON array');
  });
});

describe('readVotes of several files', () => {
  it('pools contestants and prompts by name, CSV with JSON lines', async () => {
    const votes = new VoteColumns();
    await readVotes({ file: 'one.csv', chunks: [encoder.encode(`${HEADER}x,y,a,1\n`)] }, votes);
    const second = JSON.stringify({ contestant_a: 'y', contestant_b: 'x', verdict: 'b', prompt_id: '1' });
    await readVotes({ file: 'two.jsonl', chunks: [encoder.encode(second)] }, votes);
    expect(votes.toTable()).toMatchObject({ contestants: ['x', 'y'], promptCount: 1 });
    expect(votes.length).toBe(2);
  });

  it('keeps thousands of names apart', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `c${index % 3000},d${index % 2999},a,p${index}\n`);
    const rows = rowsOf(await read(HEADER + lines.join(''), 4096));
    rows.forEach((row, index) => {
      expect(`${row.a},${row.b},a,${row.prompt}\n`).toBe(lines[index]);
    });
  });
});

/** A cell quoted where it must be, or always. */
function csvCell(text: string, always: boolean): string {
  return always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
