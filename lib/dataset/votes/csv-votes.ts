import { NO_PROMPT } from '#lib/ranking/game-columns.ts';
import { CsvHeader } from './csv-header.ts';
import type { CsvRecord } from './csv-record.ts';
import { CsvScanner } from './csv-scanner.ts';
import type { NameInterner } from './name-interner.ts';
import { numberFromText } from './number-from-text.ts';
import { UNUSABLE_VERDICTS, VERDICT_WORDS } from './verdict-words.ts';
import type { VoteColumns } from './vote-columns.ts';
import { quoted, votesError } from './votes-error.ts';

const LETTER_A = 97;
const LETTER_B = 98;

/** Score of a row whose verdict is no result. */
const SKIPPED = -1;

/**
 * Reads votes from CSV, row by row, into columns.
 *
 * @throws JoustError naming file, line and field at the first row that is wrong.
 */
export class CsvVotes {
  readonly #file: string;
  readonly #into: VoteColumns;
  readonly #scanner: CsvScanner;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #header: CsvHeader | null = null;

  constructor(file: string, into: VoteColumns) {
    this.#file = file;
    this.#into = into;
    this.#scanner = new CsvScanner(file, (record) => {
      if (this.#header === null) this.#header = this.#readHeader(record);
      else this.#readRow(record, this.#header);
    });
  }

  push(chunk: Uint8Array): void {
    this.#scanner.push(chunk);
  }

  end(): void {
    this.#scanner.end();
  }

  #readHeader(record: CsvRecord): CsvHeader {
    const names = Array.from({ length: record.count }, (_, index) => this.#text(record, index, 'header'));
    return new CsvHeader(names, { file: this.#file, line: record.line });
  }

  #readRow(record: CsvRecord, header: CsvHeader): void {
    if (record.count !== header.count) {
      throw this.#fault(record, undefined, `${header.count} fields, as in the header`, String(record.count));
    }
    const score = this.#score(record, header);
    if (score === SKIPPED) return;
    const a = this.#name(record, header.contestantA, 'contestant_a');
    const b = this.#name(record, header.contestantB, 'contestant_b');
    if (a === b) {
      const expected = 'two different contestants';
      throw this.#fault(record, 'contestant_b', expected, quoted(this.#into.contestants.names[a]));
    }
    const prompt = isEmpty(record, header.prompt) ? NO_PROMPT : this.#intern(this.#into.prompts, record, header.prompt);
    if (!isEmpty(record, header.first)) this.#checkFirst(record, header.first);
    const weight = isEmpty(record, header.weight) ? 1 : this.#weight(record, header.weight);
    this.#into.push({ a, b, score, weight, prompt });
  }

  /** Score of contestant A, from the verdict where there is one, else from the score. */
  #score(record: CsvRecord, header: CsvHeader): number {
    const { verdict, score } = header;
    if (!isEmpty(record, verdict)) return this.#verdict(record, verdict);
    if (isEmpty(record, score)) throw this.#fault(record, verdict < 0 ? 'score' : 'verdict', header.needs, '""');
    const byte = record.bytes[record.starts[score]!]!;
    if (lengthOf(record, score) === 1 && (byte === 48 || byte === 49)) return byte - 48;
    const text = this.#text(record, score, 'score');
    const value = numberFromText(text);
    if (value >= 0 && value <= 1) return value;
    throw this.#fault(record, 'score', 'a number in [0, 1]', quoted(text));
  }

  #verdict(record: CsvRecord, index: number): number {
    if (lengthOf(record, index) === 1) {
      const byte = record.bytes[record.starts[index]!];
      if (byte === LETTER_A) return 1;
      if (byte === LETTER_B) return 0;
    }
    const word = this.#text(record, index, 'verdict');
    if (word === 'tie') return 0.5;
    if (!UNUSABLE_VERDICTS.has(word)) throw this.#fault(record, 'verdict', `one of ${VERDICT_WORDS}`, quoted(word));
    this.#into.skip(word);
    return SKIPPED;
  }

  #name(record: CsvRecord, index: number, field: string): number {
    if (isEmpty(record, index)) throw this.#fault(record, field, 'the name of a contestant', '""');
    return this.#intern(this.#into.contestants, record, index);
  }

  #intern(names: NameInterner, record: CsvRecord, index: number): number {
    if (record.escaped[index] === 0) {
      const known = names.find(record.bytes, record.starts[index]!, record.ends[index]!);
      if (known >= 0) return known;
    }
    return names.intern(this.#text(record, index, names === this.#into.prompts ? 'prompt_id' : 'contestant'));
  }

  #weight(record: CsvRecord, index: number): number {
    if (lengthOf(record, index) === 1 && record.bytes[record.starts[index]!] === 49) return 1;
    const text = this.#text(record, index, 'weight');
    const value = numberFromText(text);
    if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
    throw this.#fault(record, 'weight', 'a finite number above 0', quoted(text));
  }

  #checkFirst(record: CsvRecord, index: number): void {
    const byte = record.bytes[record.starts[index]!];
    if (lengthOf(record, index) === 1 && (byte === LETTER_A || byte === LETTER_B)) return;
    throw this.#fault(record, 'first', 'a, b or nothing', quoted(this.#text(record, index, 'first')));
  }

  #text(record: CsvRecord, index: number, field: string): string {
    try {
      return this.#decoder.decode(record.field(index));
    } catch {
      throw this.#fault(record, field, 'text in UTF-8', 'bytes that are not');
    }
  }

  #fault(record: CsvRecord, field: string | undefined, expected: string, got: string): Error {
    const fix = 'Correct the row, or remove it.';
    return votesError({ code: 'votes-row', file: this.#file, line: record.line, field, expected, got, fix });
  }
}

/** Whether a column is absent (index −1) or empty in this row. */
function isEmpty(record: CsvRecord, index: number): boolean {
  return index < 0 || lengthOf(record, index) === 0;
}

function lengthOf(record: CsvRecord, index: number): number {
  return record.ends[index]! - record.starts[index]!;
}
