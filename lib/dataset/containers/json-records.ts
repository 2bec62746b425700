import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import { type JsonPiece, JsonSplitter } from './json-splitter.ts';
import { MAX_LINE_BYTES, parseLine } from './parse-line.ts';
import { type SourceRecord, unreadable } from './source-record.ts';

const FIX = 'Correct the file; a JSON array is written [{…}, {…}].';

/** The items of a file that is one JSON array, in batches as the chunks come. */
export async function* readJsonArray(file: NamedStream): AsyncGenerator<SourceRecord[]> {
  for await (const pieces of piecesOf(file, null)) {
    const records = pieces.map(recordOf).filter((record) => record !== null);
    if (records.length > 0) yield records;
  }
}

/** The pieces of a file that is one JSON document: see `JsonSplitter`. */
export async function* piecesOf(file: NamedStream, array: string | null): AsyncGenerator<JsonPiece[]> {
  const splitter = new JsonSplitter({ maxBytes: MAX_LINE_BYTES, array });
  for await (const chunk of file.chunks) yield splitter.push(chunk);
  yield splitter.end();
}

/** An item of the array, parsed; null for a member beside it. */
export function recordOf(piece: JsonPiece): SourceRecord | null {
  if (piece.kind === 'member') return null;
  if (piece.kind === 'fault') return unreadable(piece.number, { expected: piece.expected, got: piece.got, fix: FIX });
  const parsed = parseLine(piece);
  return parsed === null ? null : { line: piece.number, ...parsed };
}
