import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JoustError } from '#lib/errors.ts';
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

  it('says on which line of a list a bad record begins, and what breaks the list', async () => {
    const good = SAMPLES.alpacaeval;
    const rows = await read(Buffer.from(`[\n${JSON.stringify(good)},\n{"instruction": "?"},\n7]`), 'alpacaeval');
    expect(rows.map((row) => [row.kind, row.line])).toEqual([
      ['verdict', 2],
      ['bad', 3],
      ['bad', 4],
    ]);
    expect(rows[2]).toMatchObject({ problems: [{ field: 'line', expected: 'objects separated by commas' }] });
    expect(await read(Buffer.from(`[${JSON.stringify(good)}`), 'alpacaeval')).toMatchObject([
      { kind: 'verdict' },
      { kind: 'bad', problems: [{ expected: 'a JSON array that ends with ]' }] },
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
          const rows = await read(bytes, format, size).catch((error) => error);
          if (rows instanceof Error) expect(rows).toBeInstanceOf(JoustError);
          else for (const row of rows) expect(['verdict', 'bad']).toContain(row.kind);
        },
      ),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), seed, async (bytes, format) => {
        const rows = await read(bytes, format).catch((error) => error);
        if (rows instanceof Error) expect(rows).toBeInstanceOf(JoustError);
      }),
      { numRuns: 500 },
    );
  });
});
