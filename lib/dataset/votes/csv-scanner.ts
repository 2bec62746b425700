import { CsvRecord, QUOTE } from './csv-record.ts';
import { quoted, votesError } from './votes-error.ts';

const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;

/** What a scan returns when the bytes end before the record does. */
const INCOMPLETE = -1;

/** Longest record, in bytes. A longer one is a quote that was never closed. */
export const RECORD_LIMIT = 16 * 2 ** 20;

/**
 * Cuts CSV (RFC 4180: quoted fields, doubled quotes, line breaks inside quotes; LF or CRLF) into records, from chunks of any
 * size. Blank lines are left out. O(bytes), except that a record is scanned again for each chunk it spans.
 *
 * @throws JoustError naming file and line at a quote inside an unquoted field, text after a closing quote, or a quote never closed.
 */
export class CsvScanner {
  readonly #file: string;
  readonly #onRecord: (record: CsvRecord) => void;
  readonly #record = new CsvRecord();
  #rest: Uint8Array = new Uint8Array(0);
  #line = 1;

  constructor(file: string, onRecord: (record: CsvRecord) => void) {
    this.#file = file;
    this.#onRecord = onRecord;
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    this.#rest = bytes.slice(this.#scan(bytes, false));
    if (this.#rest.length > RECORD_LIMIT) throw this.#fault('a row of at most 16 MiB', 'a longer one');
  }

  /** Scans what is left; the last record needs no line break. */
  end(): void {
    this.#scan(this.#rest, true);
  }

  /** Hands out all whole records and returns where the first unfinished one starts. */
  #scan(bytes: Uint8Array, atEnd: boolean): number {
    const record = this.#record;
    record.bytes = bytes as Uint8Array<ArrayBuffer>;
    let from = 0;
    while (from < bytes.length) {
      record.line = this.#line;
      const next = this.#scanRecord(from, atEnd);
      if (next === INCOMPLETE) return from;
      this.#line += 1 + record.innerLines;
      const isBlank = record.count === 1 && record.ends[0]! <= record.starts[0]! && bytes[from] !== QUOTE;
      if (!isBlank) this.#onRecord(record);
      from = next;
    }
    return from;
  }

  /** Reads one record into `#record` and returns the position after its line break, or `INCOMPLETE`. */
  #scanRecord(from: number, atEnd: boolean): number {
    const record = this.#record;
    const bytes = record.bytes;
    const length = bytes.length;
    let position = from;
    record.innerLines = 0;
    for (let field = 0; ; field++) {
      if (field === record.starts.length) record.grow();
      record.count = field + 1;
      if (bytes[position] === QUOTE) {
        position = this.#scanQuoted(field, position, atEnd);
        if (position === INCOMPLETE) return INCOMPLETE;
      } else {
        const start = position;
        // Letters and digits lie above the comma, so one comparison a byte suffices for most text.
        for (; position < length; position++) {
          const byte = bytes[position]!;
          if (byte <= COMMA && (byte === COMMA || byte === NEWLINE || byte === QUOTE)) break;
        }
        if (bytes[position] === QUOTE) throw this.#fault('quotes around a whole field', 'a quote inside a field');
        if (position === length && !atEnd) return INCOMPLETE;
        const isLast = position === length || bytes[position] === NEWLINE;
        record.starts[field] = start;
        record.ends[field] = isLast && position > start && bytes[position - 1] === RETURN ? position - 1 : position;
        record.escaped[field] = 0;
      }
      if (position === length || bytes[position] === NEWLINE) return position + 1;
      position++;
    }
  }

  /** Reads a quoted field and returns the position of the comma or line break after it, or `INCOMPLETE`. */
  #scanQuoted(field: number, from: number, atEnd: boolean): number {
    const record = this.#record;
    const bytes = record.bytes;
    const length = bytes.length;
    record.escaped[field] = 0;
    for (let position = from + 1; position < length; position++) {
      const byte = bytes[position]!;
      if (byte === NEWLINE) record.innerLines++;
      if (byte !== QUOTE) continue;
      if (position + 1 < length && bytes[position + 1] === QUOTE) {
        record.escaped[field] = 1;
        position++;
        continue;
      }
      record.starts[field] = from + 1;
      record.ends[field] = position;
      return this.#afterQuote(position + 1, atEnd);
    }
    if (atEnd) throw this.#fault('a closing quote', 'the end of the file');
    return INCOMPLETE;
  }

  #afterQuote(from: number, atEnd: boolean): number {
    const { bytes } = this.#record;
    const next = bytes[from] === RETURN ? from + 1 : from;
    if (next >= bytes.length) return atEnd ? bytes.length : INCOMPLETE;
    if (bytes[next] === NEWLINE || (bytes[from] === COMMA && next === from)) return next;
    throw this.#fault('a comma or line break after a closing quote', quoted(String.fromCharCode(bytes[from]!)));
  }

  #fault(expected: string, got: string): Error {
    const fix = 'Quote fields that hold commas, quotes or line breaks, and double the quotes inside them.';
    return votesError({ code: 'votes-csv', file: this.#file, line: this.#line, expected, got, fix });
  }
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}
