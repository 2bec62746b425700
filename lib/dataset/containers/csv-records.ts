import { type CsvError, type Parser, parse } from 'csv-parse';
import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import { excerpt } from '#lib/dataset/describe-value.ts';
import { MAX_LINE_BYTES } from './parse-line.ts';
import { type SourceRecord, unreadable } from './source-record.ts';
import { withHead } from './with-head.ts';

const PIECE_BYTES = 256 * 1024;
const FIX = 'Quote texts that hold the separator, quotes or line breaks, and double the quotes in them.';

/**
 * The rows of a table in CSV (RFC 4180), tab- or semicolon-separated as its first line shows, as records by column name.
 * Every cell is a text, also an empty one. Rows with other numbers of cells than the first line are bad rows; where quotes are wrong
 * nobody knows where the next row begins, and reading ends.
 */
export async function* readCsv(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  const { head, chunks } = await withHead(file.chunks);
  const table = new TableRows();
  // Rows are collected as they are parsed: from the stream's buffer those before an error would be lost.
  const parser = parse({
    bom: true,
    delimiter: separatorOf(head),
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
    on_record: (cells: string[], { lines }) => {
      table.add(cells, lines);
      return undefined;
    },
  });
  parser.on('error', () => {});
  parser.resume();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of chunks) {
    // Pieces of a large chunk, so that a batch has no more rows than the others.
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      const text = decoded(decoder, chunk.subarray(start, start + PIECE_BYTES));
      if (text === null) {
        yield* table.take(notUtf8(table.lines));
        return;
      }
      const error = await writing(parser, text);
      yield* table.take(error && faultOf(error));
      if (error) return;
    }
  }
  const error = await ending(parser);
  yield* table.take(error && faultOf(error));
}

/** Rows that are parsed and not taken yet. */
class TableRows {
  #header: string[] | null = null;
  #rows: SourceRecord[] = [];
  /** Lines parsed so far. */
  lines = 0;

  add(cells: string[], lines: number): void {
    this.lines = lines;
    // The parser counts lines up to a row's end.
    const line = cells.reduce((first, cell) => first - (cell.split('\n').length - 1), lines);
    if (this.#header === null) this.#open(cells.map((name) => name.trim()));
    else this.#rows.push(rowOf(line, this.#header, cells));
  }

  #open(header: string[]): void {
    this.#header = header;
    const twice = header.find((name, column) => name !== '' && header.indexOf(name) !== column);
    if (twice === undefined) return;
    const got = `"${excerpt(twice)}" again`;
    this.#rows.push(
      unreadable(1, { expected: 'a name of its own for each column', got, fix: 'Rename one of the two columns.' }, 0),
    );
  }

  *take(fault: SourceRecord | null): Generator<SourceRecord[]> {
    const rows = fault === null ? this.#rows : [...this.#rows, fault];
    this.#rows = [];
    if (rows.length > 0) yield rows;
  }
}

function writing(parser: Parser, text: string): Promise<CsvError | null> {
  return new Promise((resolve) =>
    parser.write(text, (error) => resolve((error as CsvError | null | undefined) ?? null)),
  );
}

function ending(parser: Parser): Promise<CsvError | null> {
  return new Promise((resolve) => {
    parser.once('error', (error) => resolve(error as CsvError));
    parser.once('end', () => resolve(null));
    parser.end();
  });
}

function rowOf(line: number, header: readonly string[], cells: readonly string[]): SourceRecord {
  if (cells.length === header.length) {
    return { line, record: Object.fromEntries(header.map((name, column) => [name, cells[column]])) };
  }
  const expected = `${header.length} cells, as in the first line`;
  return unreadable(line, { expected, got: String(cells.length), fix: FIX }, 1);
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function notUtf8(lines: number): SourceRecord {
  const got = `bytes that are not UTF-8, after line ${lines}`;
  return unreadable(lines + 1, { expected: 'UTF-8 text', got, fix: 'Save the file as UTF-8.' });
}

function faultOf(error: CsvError): SourceRecord {
  const line = typeof error.lines === 'number' ? error.lines : 1;
  return unreadable(line, { expected: 'a row of CSV', got: excerpt(error.message), fix: FIX });
}

/** The separator that is most frequent in the first line. */
function separatorOf(head: Uint8Array): string {
  const line = /^[^\r\n]*/.exec(new TextDecoder().decode(head))?.[0] ?? '';
  const counted = [',', '\t', ';'].map((separator) => ({ separator, count: line.split(separator).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}
