import { OpenItem } from './open-item.ts';

/** A line of a file, without its line break. */
export interface RawLine {
  /** From 1; every line counts, also an empty one. */
  readonly number: number;
  /** Null when the line is longer than the limit: its bytes were dropped. */
  readonly bytes: Uint8Array | null;
  /** Length in bytes, known even when the bytes were dropped. */
  readonly byteLength: number;
}

const LINE_FEED = 0x0a;

/**
 * Splits a stream of bytes at LF or CRLF; yields the lines that each chunk completes, at most `batchSize` at a time. A last line
 * needs no line break. Lines may be views of the chunk they came in.
 *
 * Memory is bounded by one chunk and one line: of a line longer than `maxLineBytes` only the length is kept.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  { maxLineBytes, batchSize }: { maxLineBytes: number; batchSize: number },
): AsyncGenerator<RawLine[]> {
  const open = new OpenItem(maxLineBytes);
  let number = 1;
  for await (const chunk of chunks) {
    let batch: RawLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      open.append(chunk.subarray(start, end));
      batch.push({ number: number++, ...open.close() });
      start = end + 1;
      if (batch.length === batchSize) {
        yield batch;
        batch = [];
      }
    }
    // Copied, because the owner of the chunk may fill it again while the line is still open.
    if (start < chunk.length) open.append(chunk.slice(start));
    if (batch.length > 0) yield batch;
  }
  if (!open.isEmpty) yield [{ number, ...open.close() }];
}
