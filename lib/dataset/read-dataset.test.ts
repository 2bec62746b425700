import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, readRows } from '../../scripts/test-support/read-rows.ts';
import type { DatasetFormat } from './dataset-row.ts';
import { readDatasetBatches } from './read-dataset.ts';

describe('the reader', () => {
  const content = [
    '\ufeff{"prompt_id": "é", "prompt": "日本語 👩‍👩‍👧"}\r',
    '',
    '{"prompt_id": "é", "contestant": "ß", "response": "𝄞"}',
    'broken é',
    '{"prompt_id": "a", "turns": []}',
  ].join('\n');

  it('gives the same rows wherever the chunks are cut', async () => {
    const whole = await readRows(content);
    expect(whole.map(({ kind }) => kind)).toEqual(['prompt', 'response', 'bad', 'bad']);
    for (let chunkSize = 1; chunkSize < bytesOf(content).length; chunkSize++) {
      expect(await readRows(content, { chunkSize })).toEqual(whole);
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
      const rows = await readRows(bytes, { format, chunkSize });
      expect(rows).toEqual(await readRows(bytes, { format }));
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
    expect(await readRows(record.repeat(2_500), { chunkSize: 1e9 })).toHaveLength(2_500);
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
