import { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import { excerpt } from '#lib/dataset/describe-value.ts';
import { MAX_LINE_BYTES } from './parse-line.ts';
import { type SourceRecord, unreadable } from './source-record.ts';

const BATCH_SIZE = 1_000;
const BATCH_BYTES = 1024 * 1024;
const FIX = 'Quote texts that hold the separator, quotes or line breaks, and double the quotes in them.';

/**
 * The rows of a table in CSV (RFC 4180), tab- or semicolon-separated as its first line shows, as records by column name.
 * Every cell is a text, also an empty one. Rows with other numbers of cells than the first line are bad rows.
 */
export async function* readCsv(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  const { separator, chunks } = await withSeparator(file.chunks);
  const faults: SourceRecord[] = [];
  const parser = parse({
    bom: true,
    delimiter: separator,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_LINE_BYTES,
    on_skip: (error) => void (error && faults.push(faultOf(error))),
  });
  const source = Readable.from(chunks, { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    yield* batchesOf(parser, faults);
  } catch (error) {
    if (!isCsvError(error)) throw error;
    yield [...faults, faultOf(error)];
  } finally {
    source.destroy();
    parser.destroy();
  }
}

async function* batchesOf(
  rows: AsyncIterable<{ record: string[]; info: Info }>,
  faults: SourceRecord[],
): AsyncGenerator<SourceRecord[]> {
  let header: string[] | null = null;
  let batch: SourceRecord[] = [];
  let bytes = 0;
  let nextLine = 1;
  for await (const { record: cells, info } of rows) {
    // What the parser counts is where a row ends; it begins after the one before.
    const line = nextLine;
    nextLine = info.lines + 1;
    batch.push(...faults.splice(0));
    if (header === null) header = cells.map((name) => name.trim());
    else batch.push(rowOf(line, header, cells));
    for (const cell of cells) bytes += cell.length;
    if (batch.length < BATCH_SIZE && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  batch.push(...faults.splice(0));
  if (batch.length > 0) yield batch;
}

function rowOf(line: number, header: readonly string[], cells: readonly string[]): SourceRecord {
  if (cells.length === header.length) {
    return { line, record: Object.fromEntries(header.map((name, column) => [name, cells[column]])) };
  }
  const expected = `${header.length} cells, as in the first line`;
  return unreadable(line, { expected, got: String(cells.length), fix: FIX }, 1);
}

function faultOf(error: CsvError): SourceRecord {
  const line = typeof error.lines === 'number' ? error.lines : 1;
  return unreadable(line, { expected: 'a row of CSV', got: excerpt(error.message), fix: FIX });
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}

/** The separator that is most frequent in the first line, and all chunks as text. */
async function withSeparator(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ separator: string; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done ? '' : new TextDecoder().decode(first.value.subarray(0, 64 * 1024));
  const line = /^[^\r\n]*/.exec(head)?.[0] ?? '';
  const counted = [',', '\t', ';'].map((separator) => ({ separator, count: line.split(separator).length }));
  const { separator } = counted.reduce((best, one) => (one.count > best.count ? one : best));
  return { separator, chunks: continued(first, iterator) };
}

async function* continued(
  first: IteratorResult<Uint8Array>,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let result = first; !result.done; result = await iterator.next()) yield result.value;
  } finally {
    await iterator.return?.();
  }
}
