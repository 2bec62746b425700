import { readRecords } from './containers/read-records.ts';
import type { DatasetFormat, DatasetRow, NamedStream } from './dataset-row.ts';
import type { FileReading } from './file-reading.ts';
import { recordReader, rowsOfRecord } from './record-reader.ts';

/**
 * Reads prompts and answers from a file of a known format, in file order, in batches as the chunks come; a record may give two rows,
 * its prompt and its answer. A record that cannot be taken becomes a BadRow and reading goes on where the container lets it.
 * Rows are checked one by one: repetitions and answers to unknown prompts are for the caller to find.
 *
 * Memory is bounded by one chunk and one record, of Parquet by one row group. Throws only what `file.chunks` throws.
 */
export async function* readDatasetBatches(
  file: NamedStream,
  how: FileReading | DatasetFormat,
): AsyncGenerator<DatasetRow[]> {
  const reading: FileReading = typeof how === 'string' ? { format: how } : how;
  const read = recordReader(file.name, reading);
  for await (const records of readRecords(file, reading.container ?? 'jsonl')) {
    const rows = records.flatMap((record) => rowsOfRecord(record, file.name, read));
    if (rows.length > 0) yield rows;
  }
}
