import { JoustError } from '#lib/errors.ts';
import type { CsvRecord } from './votes/csv-record.ts';
import { CsvScanner } from './votes/csv-scanner.ts';

/** A row of a CSV file by its column names; empty cells are left out. */
export interface CsvRow {
  /** From 1. */
  readonly line: number;
  readonly cells: Record<string, string>;
}

/**
 * Reads CSV with a header row as records, as the chunks come. Memory: one chunk and one row.
 * @throws JoustError naming file and line when it is not CSV, not UTF-8, or a row has other cells than the header.
 */
export async function* readCsvRows(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rows: CsvRow[] = [];
  let names: string[] | null = null;
  const textsOf = (record: CsvRecord) =>
    Array.from({ length: record.count }, (_, index) =>
      decoded(decoder, { file, line: record.line }, record.field(index)),
    );
  const scanner = new CsvScanner(file, (record) => {
    const texts = textsOf(record);
    if (names === null) names = texts.map((name) => name.trim());
    else rows.push(rowOf(names, texts, { file, line: record.line }));
  });
  for await (const chunk of chunks) {
    scanner.push(chunk);
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
  scanner.end();
  if (rows.length > 0) yield rows;
}

function rowOf(names: readonly string[], texts: readonly string[], place: { file: string; line: number }): CsvRow {
  if (texts.length !== names.length)
    throw csvError(place, `${names.length} cells, as in the header`, String(texts.length));
  const filled = names.map((name, index) => [name, texts[index] as string] as const).filter(([, text]) => text !== '');
  return { line: place.line, cells: Object.fromEntries(filled) };
}

function decoded(decoder: TextDecoder, place: { file: string; line: number }, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw csvError(place, 'text in UTF-8', 'bytes that are not');
  }
}

function csvError({ file, line }: { file: string; line: number }, expected: string, got: string): JoustError {
  const fix = 'Correct the row, or remove it. Nothing was stored.';
  return new JoustError({ code: 'bad-csv', expected, got: `${got} (${file}, line ${line})`, fix });
}
