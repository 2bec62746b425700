import type { BadRecord, RecordProblem } from '#lib/dataset/dataset-row.ts';
import { describeValue, excerpt } from '#lib/dataset/describe-value.ts';
import { guessPromptKey } from '#lib/dataset/guess-prompt-key.ts';
import type { RawLine } from './split-lines.ts';

/** Longest line that is read, in bytes: 16 MiB. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** The JSON object of a line, or what is wrong with it. */
export type ParsedLine = { readonly record: object } | { readonly bad: BadRecord };

const EXPECTED_UTF8 = 'UTF-8 text';
const FIX_JSON = 'Write the line as one JSON object, or remove it.';
const FIX_ENCODING = 'Save the file as UTF-8.';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses a line of a JSON Lines file; null for a blank line. A byte order mark at the start of the file is skipped. */
export function parseLine(line: RawLine): ParsedLine | null {
  if (line.bytes === null) {
    const got = `${(line.byteLength / 1024 ** 2).toFixed(1)} MiB`;
    const problem = { field: 'line', expected: 'a line of at most 16 MiB', got, fix: 'Shorten its texts.' };
    return {
      bad: { kind: 'bad', problems: [problem], subject: { kind: 'unreadable', promptKey: null, hiddenPrompts: 1 } },
    };
  }
  let text: string;
  try {
    text = decoder.decode(line.bytes);
  } catch {
    const beginning = beginningOf(line.bytes);
    const got = `bytes that are not UTF-8 in "${excerpt(beginning)}"`;
    return wrong({ expected: EXPECTED_UTF8, got, fix: FIX_ENCODING }, beginning);
  }
  if (line.number === 1 && text.startsWith('\ufeff')) text = text.slice(1);
  if (text.trim() === '') return null;
  return parseObject(text);
}

/**
 * What makes a whole file unreadable, from its first line; null when nothing does. Without this, a compressed or UTF-16 file would
 * give an error for every line.
 */
export function fileProblem({ bytes }: RawLine): BadRecord | null {
  const [first, second] = bytes ?? [];
  if (first === 0x1f && second === 0x8b) return wholeFile('a gzip file', 'Name it .gz.');
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 ? wholeFile('UTF-16 text', FIX_ENCODING) : null;
}

function wholeFile(got: string, fix: string): BadRecord {
  const subject = { kind: 'unreadable', promptKey: null, hiddenPrompts: Number.POSITIVE_INFINITY } as const;
  return { kind: 'bad', problems: [{ field: 'line', expected: EXPECTED_UTF8, got, fix }], subject };
}

function parseObject(text: string): ParsedLine {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (thrown) {
    return wrong({ expected: 'one JSON object', got: jsonProblem(thrown, text), fix: FIX_JSON }, text);
  }
  const isObject = typeof record === 'object' && record !== null && !Array.isArray(record);
  if (isObject) return { record: record as object };
  return wrong({ expected: 'one JSON object', got: describeValue(record), fix: FIX_JSON }, '');
}

/** V8's message, with the beginning of the line where V8 does not quote the place itself. */
function jsonProblem(thrown: unknown, text: string): string {
  const message = (thrown instanceof Error ? thrown.message : String(thrown)).replace(/ \(line \d+ column \d+\)$/, '');
  return message.endsWith('is not valid JSON') ? excerpt(message) : `${excerpt(message)}: ${excerpt(text)}`;
}

function wrong(problem: Omit<RecordProblem, 'field'>, text: string): ParsedLine {
  const subject = { kind: 'unreadable', promptKey: guessPromptKey(text), hiddenPrompts: 0 } as const;
  return { bad: { kind: 'bad', problems: [{ field: 'line', ...problem }], subject } };
}

/** Enough of a line for an excerpt and its key, with replacement characters for what is not UTF-8. */
function beginningOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 4_000));
}
