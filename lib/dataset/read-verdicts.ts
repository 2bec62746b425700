import type { z } from 'zod';
import { alpacaEvalSchema } from './alpacaeval-verdicts.ts';
import { arenaHardSchema } from './arena-hard-verdicts.ts';
import { fileProblem, MAX_LINE_BYTES, parseLine } from './containers/parse-line.ts';
import { type RawLine, splitLines } from './containers/split-lines.ts';
import { type CsvRow, readCsvRows } from './csv-rows.ts';
import type { BadRow, NamedStream } from './dataset-row.ts';
import { mtBenchSchema } from './mt-bench-verdicts.ts';
import { parseVerdictRecord } from './parse-verdict-record.ts';
import { splitElements } from './split-elements.ts';
import { twoOrdersSchema } from './two-orders-verdicts.ts';
import type { VerdictContent, VerdictFileRow, VerdictFormat } from './verdict-row.ts';
import { numberFromText } from './votes/number-from-text.ts';
import { voteSchema } from './votes-verdicts.ts';

const BATCH_SIZE = 1_000;
const BRACKET = 0x5b;
const BRACE = 0x7b;
/** Second byte of a gzip file, whose first is a control character. */
const GZIP = 0x8b;
/** First byte of UTF-16 text, at least. */
const UTF_16 = 0xfe;
/** Cells of a CSV file that are numbers. */
const NUMBERS = ['score', 'weight', 'turn', 'preference'];

/** What a verdicts file leaves for its reader to say. */
export interface VerdictReading {
  format: VerdictFormat;
  /** The baseline of an Arena-Hard file that does not name it. */
  baseline: string | null;
}

/**
 * Reads verdicts from a file of a known format, in file order, in batches as the chunks come: JSON lines, a JSON array, or CSV
 * with a header row, whichever it is. A row that cannot be taken becomes a BadRow and reading goes on. Memory is bounded by one
 * chunk and one row.
 * @throws JoustError when a CSV file is not one
 */
export async function* readVerdictBatches(
  file: NamedStream,
  reading: VerdictReading,
): AsyncGenerator<VerdictFileRow[]> {
  const schema = schemaOf(reading);
  for await (const batch of readRecords(file)) {
    yield batch.map(({ line, parsed }): VerdictFileRow => {
      const content = 'record' in parsed ? parseVerdictRecord(schema, parsed.record) : parsed.bad;
      return { ...content, line, file: file.name };
    });
  }
}

/** The first record of a verdicts file, for `detectVerdictFormat`; null when it cannot be read. The stream is used up. */
export async function firstVerdictRecord(file: NamedStream): Promise<object | null> {
  for await (const [first] of readRecords(file)) {
    if (first) return 'record' in first.parsed ? first.parsed.record : null;
  }
  return null;
}

function schemaOf({ format, baseline }: VerdictReading): z.ZodType<VerdictContent> {
  switch (format) {
    case 'votes':
      return voteSchema;
    case 'alpacaeval':
      return alpacaEvalSchema;
    case 'arena-hard':
      return arenaHardSchema({ baseline });
    case 'mt-bench':
      return mtBenchSchema;
    case 'two-orders':
      return twoOrdersSchema;
  }
}

type Parsed = { line: number; parsed: { record: object } | { bad: Omit<BadRow, 'file' | 'line'> } };

async function* readRecords({ name, chunks }: NamedStream): AsyncGenerator<Parsed[]> {
  const { first, whole } = await peeked(chunks);
  if (first === BRACKET) return yield* readElements(whole);
  if (first === BRACE || first === null || first === GZIP || first >= UTF_16) return yield* readLines(whole);
  for await (const rows of readCsvRows(name, whole)) yield rows.map(csvParsed);
}

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Parsed[]> {
  for await (const lines of splitLines(chunks, { maxLineBytes: MAX_LINE_BYTES, batchSize: BATCH_SIZE })) {
    const bad = lines[0]?.number === 1 ? fileProblem(lines[0]) : null;
    if (bad !== null) return yield [{ line: 1, parsed: { bad } }];
    const parsed = lines.flatMap(parsedLine);
    if (parsed.length > 0) yield parsed;
  }
}

async function* readElements(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Parsed[]> {
  const elements = splitElements(chunks, { maxBytes: MAX_LINE_BYTES, batchSize: BATCH_SIZE });
  let next = await elements.next();
  for (; !next.done; next = await elements.next()) yield next.value.flatMap(parsedLine);
  if (next.value === null) return;
  const { line, expected, got } = next.value;
  const problem = { field: 'line', expected, got, fix: 'Write one JSON array of objects, or one object a line.' };
  const subject = { kind: 'unreadable', promptKey: null, hiddenPrompts: 0 } as const;
  yield [{ line, parsed: { bad: { kind: 'bad', problems: [problem], subject } } }];
}

function parsedLine(line: RawLine): Parsed[] {
  const parsed = parseLine(line);
  return parsed === null ? [] : [{ line: line.number, parsed }];
}

/** Cells of numbers as numbers; what is none stays a text, for the schema to refuse. */
function csvParsed({ line, cells }: CsvRow): Parsed {
  const record: Record<string, unknown> = { ...cells };
  for (const field of NUMBERS) {
    const value = numberFromText(cells[field] ?? '');
    if (!Number.isNaN(value)) record[field] = value;
  }
  return { line, parsed: { record } };
}

/** The first byte that is not blank or of a byte order mark, and the stream with that byte still in it. */
async function peeked(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let first: number | null = null;
  while (first === null) {
    const { done, value } = await iterator.next();
    if (done) break;
    head.push(value.slice());
    const offset = head.length === 1 && hasMark(value) ? 3 : 0;
    first = value.subarray(offset).find((byte) => byte > 0x20) ?? null;
  }
  return { first, whole: prepended(head, iterator) };
}

async function* prepended(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
