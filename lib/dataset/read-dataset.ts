import type { BadRecord, DatasetFormat, DatasetRow, NamedStream, RecordContent } from './dataset-row.ts';
import { parseFastchatRecord } from './fastchat-format.ts';
import { parseJoustRecord } from './joust-format.ts';
import { fileProblem, MAX_LINE_BYTES, parseLine } from './parse-line.ts';
import { type RawLine, splitLines } from './split-lines.ts';

/** Most rows in a batch. */
const BATCH_SIZE = 1_000;

type RecordParser = (record: object) => RecordContent | BadRecord;

const PARSERS: Record<DatasetFormat, RecordParser> = { joust: parseJoustRecord, fastchat: parseFastchatRecord };

/**
 * Reads prompts and answers from a JSON Lines file of a known format, in file order, in batches of 1 to 1,000 rows as the chunks
 * come. A line that cannot be taken becomes a BadRow and reading goes on; only a compressed or UTF-16 file ends at its first error.
 * Rows are checked one by one: repetitions and answers to unknown prompts are for the caller to find.
 *
 * Memory is bounded by one chunk and one line. Throws only what `file.chunks` throws.
 */
export async function* readDatasetBatches(file: NamedStream, format: DatasetFormat): AsyncGenerator<DatasetRow[]> {
  const parse = PARSERS[format];
  for await (const lines of splitLines(file.chunks, { maxLineBytes: MAX_LINE_BYTES, batchSize: BATCH_SIZE })) {
    const bad = lines[0]!.number === 1 ? fileProblem(lines[0]!) : null;
    if (bad !== null) {
      yield [{ ...bad, file: file.name, line: 1 }];
      return;
    }
    const rows = lines.map((line) => rowOf(line, { file: file.name, parse })).filter((row) => row !== null);
    if (rows.length > 0) yield rows;
  }
}

/**
 * The first record of a file, for `detectFormat`; null when its first line that is not blank cannot be read, or there is none.
 * The stream is used up: open the file again to read it.
 */
export async function firstRecord(file: NamedStream): Promise<object | null> {
  for await (const lines of splitLines(file.chunks, { maxLineBytes: MAX_LINE_BYTES, batchSize: 1 })) {
    const parsed = parseLine(lines[0]!);
    if (parsed !== null) return 'record' in parsed ? parsed.record : null;
  }
  return null;
}

function rowOf(line: RawLine, { file, parse }: { file: string; parse: RecordParser }): DatasetRow | null {
  const parsed = parseLine(line);
  if (parsed === null) return null;
  const content = 'record' in parsed ? parse(parsed.record) : parsed.bad;
  return { ...content, line: line.number, file };
}
