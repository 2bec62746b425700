import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change, changed, VALID_FILES } from '../../scripts/test-support/fuzzed-files.ts';
import { bytesOf, chunksOf, randomAccess } from '../../scripts/test-support/read-rows.ts';
import { DATASET_FORMATS, type DatasetRow } from './dataset-row.ts';
import type { FileReading } from './file-reading.ts';
import { inspectFile } from './inspect-file.ts';
import { readDatasetBatches } from './read-dataset.ts';

const reads = (row: DatasetRow) => row.kind === 'prompt' || row.kind === 'response';

/** Looks at a file, then reads it as it was recognised, or by force: nothing may throw, and rows hold what can be stored. */
async function takes(bytes: Uint8Array, forced: Partial<FileReading> = {}): Promise<DatasetRow[]> {
  const file = () => ({ name: 'f', chunks: chunksOf(bytes, 97), bytes: randomAccess(bytes) });
  const found = await inspectFile(file(), { head: bytes.subarray(0, 65_536), given: forced });
  const rows: DatasetRow[] = [];
  const reading = { ...forced, format: found.format ?? 'columns', container: found.container };
  for await (const batch of readDatasetBatches(file(), reading)) rows.push(...batch);
  for (const row of rows) {
    expect(row.line).toBeGreaterThan(0);
    if (row.kind === 'bad') for (const { got } of row.problems) expect(got.length).toBeLessThan(200);
    if (reads(row)) expect(row).toMatchObject({ turns: expect.arrayContaining([expect.any(String)]) });
  }
  expect(JSON.stringify(rows)).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/);
  return rows;
}

describe('files of every format', () => {
  it.each(Object.entries(VALID_FILES))('%s: valid ones have prompts or answers and nothing bad', async (_, bytes) => {
    const rows = await takes(bytes);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(reads)).toBe(true);
    expect(rows.filter((row) => row.kind === 'bad')).toEqual([]);
  });

  it.each(Object.entries(VALID_FILES))(
    '%s: changed and cut ones never crash the reader',
    async (_, bytes) => {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          await takes(changes.reduce(changed, bytes));
        }),
        { numRuns: 150 },
      );
    },
    120_000,
  );

  it('that are random bytes never crash the reader, whatever they are said to be', async () => {
    const container = fc.constantFrom('jsonl', 'json-array', 'json-document', 'csv', 'parquet', 'zip');
    const start = fc.constantFrom('', 'PAR1', 'PK\u0003\u0004', '[', '{"', 'a,b\n', '\ufeff');
    const check = async (text: string, bytes: Uint8Array, how: Partial<FileReading>) => {
      await takes(Uint8Array.from([...bytesOf(text), ...bytes]));
      await takes(bytes, how);
    };
    const forced = fc.record({ container, format: fc.constantFrom(...DATASET_FORMATS) });
    await fc.assert(fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), forced, check), { numRuns: 300 });
  }, 120_000);

  it('whose records are any JSON never crash the reader, whatever format they are said to be', async () => {
    const word = fc.constantFrom(
      'prompt_id',
      'prompt',
      'messages',
      'role',
      'content',
      'turns',
      'choices',
      'response',
      'output',
      'input',
      'eval',
      'error',
      'body',
      'resps',
      'arguments',
      'uid',
      'instruction',
      'tags',
      'fields',
      'target',
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.double(),
        fc.constant(null),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(word, tie('value'), { maxKeys: 5 }),
    }));
    const check = async (records: unknown[], format: FileReading['format']) => {
      await takes(bytesOf(JSON.stringify(records)), { format });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(json.object, { maxLength: 3 }), fc.constantFrom(...DATASET_FORMATS), check),
      { numRuns: 500 },
    );
  }, 120_000);
});
