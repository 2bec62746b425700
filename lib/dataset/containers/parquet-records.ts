import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { NamedStream, RandomAccess } from '#lib/dataset/dataset-row.ts';
import { excerpt } from '#lib/dataset/describe-value.ts';
import { type SourceRecord, unreadable } from './source-record.ts';

/** Rows of one group that are decoded at a time where the file says where its pages begin. */
const ROWS = 1_000;
/** Largest row group, in bytes as decompressed: a group is held in memory as a whole. */
const MAX_GROUP_BYTES = 256 * 1024 * 1024;
const FIX = 'Write the file again, with row groups of at most some 10,000 rows.';

/** The rows of a Parquet file, row group by row group, as records by column name; lists and structures as in JSON. */
export async function* readParquet(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  let row = 0;
  try {
    const { bytes, metadata } = await openParquet(file);
    for (const group of metadata.row_groups) {
      const end = row + Number(group.num_rows);
      checkSize(Number(group.total_byte_size));
      const records = await parquetReadObjects({ file: bytes, metadata, compressors, rowStart: row, rowEnd: end });
      for (let start = 0; start < records.length; start += ROWS) {
        yield records
          .slice(start, start + ROWS)
          .map((record, index) => ({ line: row + start + index + 1, record: plain(record) as object }));
      }
      row = end;
    }
  } catch (error) {
    yield [unreadable(row + 1, { expected: 'a Parquet file', got: excerpt(messageOf(error)), fix: FIX })];
  }
}

async function openParquet(file: NamedStream): Promise<{ bytes: RandomAccess; metadata: FileMetaData }> {
  const bytes = file.bytes;
  if (bytes === undefined) throw new Error('a stream that can be read only from its beginning');
  const metadata = await parquetMetadataAsync(bytes);
  // Throws where the schema makes no tree, before any row is read.
  parquetSchema(metadata);
  return { bytes, metadata };
}

function checkSize(bytes: number): void {
  if (bytes <= MAX_GROUP_BYTES) return;
  throw new Error(`a row group of ${Math.ceil(bytes / 1024 ** 2)} MiB, of at most ${MAX_GROUP_BYTES / 1024 ** 2}`);
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
