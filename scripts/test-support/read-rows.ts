import { expect } from 'vitest';
import type { DatasetFormat, DatasetRow, RandomAccess } from '#lib/dataset/dataset-row.ts';
import type { FileReading } from '#lib/dataset/file-reading.ts';
import { readDatasetBatches } from '#lib/dataset/read-dataset.ts';

export const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Bytes as a stream of chunks of a size. */
export async function* chunksOf(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Bytes in any order. */
export function randomAccess(bytes: Uint8Array): RandomAccess {
  const copy = new Uint8Array(bytes);
  return { byteLength: copy.length, slice: async (start, end) => copy.buffer.slice(start, end) };
}

/** All rows of a file with this content. */
export async function readRows(
  content: string | Uint8Array,
  how: Partial<FileReading> & { chunkSize?: number; name?: string } = {},
): Promise<DatasetRow[]> {
  const { chunkSize, name = 'f.jsonl', ...reading } = how;
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const file = { name, chunks: chunksOf(bytes, chunkSize), bytes: randomAccess(bytes) };
  const rows: DatasetRow[] = [];
  for await (const batch of readDatasetBatches(file, { format: 'joust', ...reading })) {
    expect(batch.length).toBeGreaterThan(0);
    rows.push(...batch);
  }
  return rows;
}

/** The only row of a file of one record, or of one line of text. */
export async function readOneRow(line: object | string, format: DatasetFormat = 'joust'): Promise<DatasetRow> {
  const rows = await readRows(typeof line === 'string' ? line : JSON.stringify(line), { format });
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** A bad row of line 1 with this one problem. */
export const badAt = (field: string, expected: string, got: string) => ({
  kind: 'bad',
  file: 'f.jsonl',
  line: 1,
  problems: [{ field, expected, got, fix: expect.stringMatching(/^[A-Z].*\.$/) }],
  subject: expect.anything(),
});
