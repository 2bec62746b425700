import type { RecordProblem } from './dataset-row.ts';
import { describeValue, excerpt } from './describe-value.ts';
import type { RawLine } from './split-lines.ts';

/** Longest line that is read, in bytes: 16 MiB. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** The JSON object of a line, or what is wrong with it. */
export type ParsedLine = { readonly record: object } | { readonly problem: RecordProblem };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses a line of a JSON Lines file; null for a blank line. A byte order mark at the start of the file is skipped. */
export function parseLine(line: RawLine): ParsedLine | null {
  if (line.bytes === null) {
    return wrong('a line of at most 16 MiB', `${(line.byteLength / 1024 ** 2).toFixed(1)} MiB`);
  }
  let text: string;
  try {
    text = decoder.decode(line.bytes);
  } catch {
    return wrong('UTF-8 text', `bytes that are not UTF-8 in "${excerpt(beginningOf(line.bytes))}"`);
  }
  if (line.number === 1 && text.startsWith('\ufeff')) text = text.slice(1);
  if (text.trim() === '') return null;
  return parseObject(text);
}

/**
 * What makes a whole file unreadable, from its first line; null when nothing does. Without this, a compressed or UTF-16 file would
 * give an error for every line.
 */
export function fileProblem({ bytes }: RawLine): RecordProblem | null {
  const expected = 'UTF-8 text';
  const [first, second] = bytes ?? [];
  if (first === 0x1f && second === 0x8b) return { field: 'line', expected, got: 'a gzip file; name it .gz' };
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 ? { field: 'line', expected, got: 'UTF-16 text; save it as UTF-8' } : null;
}

function parseObject(text: string): ParsedLine {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (thrown) {
    return wrong('one JSON object', jsonProblem(thrown, text));
  }
  const isObject = typeof record === 'object' && record !== null && !Array.isArray(record);
  return isObject ? { record: record as object } : wrong('one JSON object', describeValue(record));
}

/** V8's message, with the beginning of the line where V8 does not quote the place itself. */
function jsonProblem(thrown: unknown, text: string): string {
  const message = (thrown instanceof Error ? thrown.message : String(thrown)).replace(/ \(line \d+ column \d+\)$/, '');
  return message.endsWith('is not valid JSON') ? excerpt(message) : `${excerpt(message)}: ${excerpt(text)}`;
}

function wrong(expected: string, got: string): ParsedLine {
  return { problem: { field: 'line', expected, got } };
}

/** Enough of a line for an excerpt, with replacement characters for what is not UTF-8. */
function beginningOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 400));
}
