import type { Container, NamedStream } from '#lib/dataset/dataset-row.ts';
import { readCsv } from './csv-records.ts';
import { readInspectArchive, readInspectDocument } from './inspect-records.ts';
import { readJsonArray } from './json-records.ts';
import { readJsonLines } from './jsonl-records.ts';
import { readParquet } from './parquet-records.ts';
import type { SourceRecord } from './source-record.ts';

const READERS: Record<Container, (file: NamedStream) => AsyncGenerator<SourceRecord[]>> = {
  jsonl: readJsonLines,
  'json-array': readJsonArray,
  'json-document': readInspectDocument,
  csv: readCsv,
  parquet: readParquet,
  zip: readInspectArchive,
};

/**
 * The records of a file in file order, in batches as they come. What cannot be read becomes a bad record, and reading goes on
 * where the container lets it. Memory is bounded by one chunk and one record of 16 MiB, of Parquet by one row group.
 * Throws only what the file's stream throws.
 */
export function readRecords(file: NamedStream, container: Container): AsyncGenerator<SourceRecord[]> {
  return READERS[container](file);
}
