import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { detectVerdictFormat } from './detect-verdict-format.ts';
import { firstVerdictRecord, readVerdictBatches } from './read-verdicts.ts';
import { VERDICT_FORMATS, type VerdictFileRow, type VerdictFormat } from './verdict-row.ts';

const SAMPLES: Record<VerdictFormat, object> = {
  votes: { prompt_id: 'p1', contestant_a: 'x', contestant_b: 'y', verdict: 'a', first: 'b', judge: 'Ann' },
  alpacaeval: { instruction: 'Why? "]}', generator_1: 'x', generator_2: 'y', preference: 1.25, raw_completion: null },
  'arena-hard': { question_id: 1, model: 'y', judge: 'j', games: [{ score: 'A>>B', judgment: '[[A>>B]]' }, null] },
  'mt-bench': {
    question_id: 81,
    model_1: 'x',
    model_2: 'y',
    g1_winner: 'tie',
    g2_winner: 'error',
    judge: ['j', 't'],
    turn: 2,
  },
  'two-orders': { question_id: 81, model_a: 'x', model_b: 'y', judge_id: 'j', winner_ab: 'A', winner_ba: 'A' },
};

async function read(bytes: Uint8Array, format: VerdictFormat, chunkSize = 7): Promise<VerdictFileRow[]> {
  const rows: VerdictFileRow[] = [];
  const file = { name: 'f', chunks: chunksOf(bytes, chunkSize) };
  for await (const batch of readVerdictBatches(file, { format, baseline: 'base' })) rows.push(...batch);
  return rows;
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe('reading verdicts', () => {
  it.each(VERDICT_FORMATS)(
    'knows %s by its first record, as lines, as a list and pretty-printed, in chunks of any size',
    async (format) => {
      const record = SAMPLES[format];
      const forms = [
        `${JSON.stringify(record)}\n${JSON.stringify(record)}`,
        `\ufeff${JSON.stringify([record, record])}\n`,
        JSON.stringify([record, record], null, 2),
      ];
      const [lines, list, pretty] = await Promise.all(
        forms.map(async (text, index) =>
          (await read(Buffer.from(text), format, 1 + 13 * index)).map(({ line: _, ...row }) => row),
        ),
      );
      expect(lines).toHaveLength(2);
      expect(lines?.[0]).toMatchObject({ kind: 'verdict' });
      expect(list).toEqual(lines);
      expect(pretty).toEqual(lines);
      const first = await firstVerdictRecord({ name: 'f', chunks: chunksOf(Buffer.from(forms[2] as string), 5) });
      expect(detectVerdictFormat(first as object)).toBe(format);
    },
  );

  it('says which record of a list is bad, and what breaks the list', async () => {
    const good = SAMPLES.alpacaeval;
    const rows = await read(Buffer.from(`[\n${JSON.stringify(good)},\n{"instruction": "?"},\n7]`), 'alpacaeval');
    expect(rows.map((row) => [row.kind, row.line])).toEqual([
      ['verdict', 1],
      ['bad', 2],
      ['bad', 3],
    ]);
    expect(rows[2]).toMatchObject({ problems: [{ field: 'line', expected: 'one JSON object' }] });
    const broken = await read(Buffer.from(`[${JSON.stringify(good)}`), 'alpacaeval');
    expect(broken.map((row) => row.kind)).toEqual(['verdict', 'bad']);
    expect(broken[1]).toMatchObject({ problems: [{ expected: 'a whole JSON document' }] });
  });

  it('reads tables with any separator, empty cells as nothing, and reports a row with other cells', async () => {
    const table = 'prompt_id;contestant_a;contestant_b;verdict;score\np1;x;y;;0.25\np2;x;y\np3;x;y;a;\n';
    expect(await read(Buffer.from(table), 'votes')).toMatchObject([
      { kind: 'verdict', line: 2, games: [{ verdict: 'b', probabilities: { a: 0.25 } }] },
      { kind: 'bad', line: 3, problems: [{ expected: '5 cells, as in the first line', got: '3' }] },
      { kind: 'verdict', line: 4, games: [{ verdict: 'a' }] },
    ]);
  });

  it('reads Parquet', async () => {
    const record = SAMPLES['mt-bench'] as Record<string, unknown>;
    const columnData = Object.entries(record)
      .filter(([name]) => name !== 'judge')
      .map(([name, value]) => ({ name, data: [value, value] as string[] }));
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    const slice = async (start: number, end?: number) => bytes.slice(start, end).buffer;
    const file = { name: 'f', chunks: chunksOf(bytes, 100), bytes: { byteLength: bytes.length, slice } };
    const rows: VerdictFileRow[] = [];
    for await (const batch of readVerdictBatches(file, { format: 'mt-bench', baseline: null })) rows.push(...batch);
    expect(rows).toMatchObject([
      { kind: 'verdict', promptKey: '81', turn: 2, line: 1 },
      { kind: 'verdict', line: 2 },
    ]);
  });

  it('takes any bytes of any format without a failure of its own', async () => {
    const seed = fc.constantFrom(...VERDICT_FORMATS);
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        seed,
        damage,
        fc.boolean(),
        fc.integer({ min: 1, max: 64 }),
        async (format, changes, asList, size) => {
          const bytes = Buffer.from(JSON.stringify(asList ? [SAMPLES[format]] : SAMPLES[format]));
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          for (const row of await read(bytes, format, size)) expect(['verdict', 'bad']).toContain(row.kind);
        },
      ),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), seed, async (bytes, format) => {
        for (const row of await read(bytes, format)) expect(['verdict', 'bad']).toContain(row.kind);
      }),
      { numRuns: 500 },
    );
  });
});
