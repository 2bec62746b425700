import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import { fileProblem, MAX_LINE_BYTES, parseLine } from './parse-line.ts';
import type { SourceRecord } from './source-record.ts';
import { splitLines } from './split-lines.ts';

/** Most records in a batch. */
const BATCH_SIZE = 1_000;

/** The records of a JSON Lines file. A compressed or UTF-16 file ends at its first error. */
export async function* readJsonLines(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  for await (const lines of splitLines(file.chunks, { maxLineBytes: MAX_LINE_BYTES, batchSize: BATCH_SIZE })) {
    const bad = lines[0]!.number === 1 ? fileProblem(lines[0]!) : null;
    if (bad !== null) {
      yield [{ line: 1, bad }];
      return;
    }
    const records: SourceRecord[] = [];
    for (const line of lines) {
      const parsed = parseLine(line);
      if (parsed !== null) records.push({ line: line.number, ...parsed });
    }
    if (records.length > 0) yield records;
  }
}
