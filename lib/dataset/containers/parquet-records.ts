import {
  type ColumnChunk,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type RowGroup,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { NamedStream, RandomAccess } from '#lib/dataset/dataset-row.ts';
import { excerpt } from '#lib/dataset/describe-value.ts';
import { type SourceRecord, unreadable } from './source-record.ts';

/** Rows that are decoded at a time where the file says where its pages begin. */
const ROWS = 1_000;
/** Largest row group without an index of its pages, in bytes as decompressed: it is held in memory as a whole, several times over. */
const MAX_GROUP_BYTES = 128 * 1024 * 1024;
/** Column of a group that may be decoded again with each part of the others, in bytes. */
const SMALL_COLUMN_BYTES = 1024 * 1024;
const FIX = 'Write the file again with smaller row groups, of some 10,000 rows, or with an index of its pages.';

/** The rows of a Parquet file, row group by row group, as records by column name; lists and structures as in JSON. */
export async function* readParquet(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  let row = 0;
  try {
    const { bytes, metadata } = await openParquet(file);
    for (const group of metadata.row_groups) {
      const end = row + Number(group.num_rows);
      const span = spanOf(group);
      while (row < end) {
        const range = { rowStart: row, rowEnd: Math.min(end, row + span) };
        const options = { file: bytes, metadata, compressors, useOffsetIndex: true, ...range };
        const records = await parquetReadObjects(options);
        for (let line = row + 1; records.length > 0; line += ROWS) {
          yield records
            .splice(0, ROWS)
            .map((record, index) => ({ line: line + index, record: plain(record) as object }));
        }
        row = range.rowEnd;
      }
    }
  } catch (error) {
    yield [unreadable(row + 1, { expected: 'a Parquet file', got: excerpt(messageOf(error)), fix: FIX })];
  }
}

/** How many rows of a group are read at once: few where pages can be found, all where they cannot. */
function spanOf(group: RowGroup): number {
  if (group.columns.every(isReadInParts)) return ROWS;
  const bytes = Number(group.total_byte_size);
  if (bytes <= MAX_GROUP_BYTES) return Number(group.num_rows);
  const got = `a row group of ${Math.ceil(bytes / 1024 ** 2)} MiB without an index of its pages`;
  throw new Error(`${got}, of at most ${MAX_GROUP_BYTES / 1024 ** 2}`);
}

function isReadInParts({ offset_index_length, meta_data }: ColumnChunk): boolean {
  return Boolean(offset_index_length) || Number(meta_data?.total_uncompressed_size) <= SMALL_COLUMN_BYTES;
}

async function openParquet(file: NamedStream): Promise<{ bytes: RandomAccess; metadata: FileMetaData }> {
  const bytes = file.bytes;
  if (bytes === undefined) throw new Error('a stream that can be read only from its beginning');
  const metadata = await parquetMetadataAsync(bytes);
  // Throws where the schema makes no tree, before any row is read.
  parquetSchema(metadata);
  return { bytes, metadata };
}

/** A cell as JSON would hold it. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, cell]) => [name, plain(cell)]));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
