import { NO_PROMPT } from '#lib/ranking/game-columns.ts';
import { RECORD_LIMIT } from './csv-scanner.ts';
import { UNUSABLE_VERDICTS, USABLE_VERDICTS, VERDICT_WORDS } from './verdict-words.ts';
import type { VoteColumns } from './vote-columns.ts';
import { quoted, votesError } from './votes-error.ts';

const NEWLINE = 10;

/** One line as parsed: nothing is known of its values. A missing key and `null` mean the same. */
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads votes from JSON lines into columns; keys as the columns of the CSV, and other keys are ignored.
 *
 * @throws JoustError naming file, line and key at the first line that is wrong.
 */
export class JsonlVotes {
  readonly #file: string;
  readonly #into: VoteColumns;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #rest: Uint8Array[] = [];
  #restLength = 0;
  #line = 0;

  constructor(file: string, into: VoteColumns) {
    this.#file = file;
    this.#into = into;
  }

  push(chunk: Uint8Array): void {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) this.#readLines(chunk.subarray(0, end));
    if (end === chunk.length) return;
    this.#rest.push(chunk.slice(end));
    this.#restLength += chunk.length - end;
    if (this.#restLength > RECORD_LIMIT) throw this.#fault(undefined, 'a line of at most 16 MiB', 'a longer one', 1);
  }

  end(): void {
    if (this.#restLength > 0) this.#readLines(new Uint8Array(0));
  }

  /** Reads whole lines: what is left of earlier chunks, then these bytes. */
  #readLines(bytes: Uint8Array): void {
    const whole = new Uint8Array(this.#restLength + bytes.length);
    let position = 0;
    for (const part of [...this.#rest, bytes]) {
      whole.set(part, position);
      position += part.length;
    }
    this.#rest = [];
    this.#restLength = 0;
    const lines = this.#decode(whole).split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) {
      this.#line++;
      if (line.trim() !== '') this.#readRow(this.#parse(line));
    }
  }

  #readRow(row: JsonObject): void {
    const score = this.#score(row);
    if (score === null) return;
    const a = this.#contestant(row, 'contestant_a');
    const b = this.#contestant(row, 'contestant_b');
    if (a === b) throw this.#fault('contestant_b', 'two different contestants', quoted(row.contestant_b));
    const { weight = null, first = null } = row;
    if (weight !== null && !(typeof weight === 'number' && weight > 0 && Number.isFinite(weight))) {
      throw this.#fault('weight', 'a finite number above 0', quoted(weight));
    }
    if (first !== null && first !== 'a' && first !== 'b') throw this.#fault('first', '"a", "b" or null', quoted(first));
    this.#into.push({ a, b, score, weight: weight ?? 1, prompt: this.#prompt(row) });
  }

  /** Score of contestant A, from the verdict where there is one, else from the score; null for a row without a result. */
  #score({ verdict = null, score = null }: JsonObject): number | null {
    if (verdict === null && score === null)
      throw this.#fault('verdict', `one of ${VERDICT_WORDS}, or a score`, 'neither');
    if (verdict === null) {
      if (typeof score === 'number' && score >= 0 && score <= 1) return score;
      throw this.#fault('score', 'a number in [0, 1]', quoted(score));
    }
    const word = typeof verdict === 'string' ? verdict : '';
    const usable = USABLE_VERDICTS.get(word);
    if (usable !== undefined) return usable;
    if (!UNUSABLE_VERDICTS.has(word)) throw this.#fault('verdict', `one of ${VERDICT_WORDS}`, quoted(verdict));
    this.#into.skip(word);
    return null;
  }

  #contestant(row: JsonObject, field: string): number {
    const name = row[field];
    if (typeof name === 'string' && name !== '') return this.#into.contestants.intern(name);
    throw this.#fault(field, 'the name of a contestant', quoted(name));
  }

  #prompt({ prompt_id: id = null }: JsonObject): number {
    if (id === null || id === '') return NO_PROMPT;
    if (typeof id === 'string' || typeof id === 'number') return this.#into.prompts.intern(String(id));
    throw this.#fault('prompt_id', 'a text, a number or null', quoted(id));
  }

  #parse(line: string): JsonObject {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw this.#fault(undefined, 'a JSON object', quoted(line));
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    throw this.#fault(undefined, 'a JSON object', quoted(value));
  }

  #decode(bytes: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      throw this.#fault(undefined, 'text in UTF-8', 'bytes that are not, on this line or after it', 1);
    }
  }

  /** @param ahead lines from the last one read to the one at fault. */
  #fault(field: string | undefined, expected: string, got: string, ahead = 0): Error {
    const fix = 'Write one JSON object a line; correct the line, or remove it.';
    return votesError({ code: 'votes-row', file: this.#file, line: this.#line + ahead, field, expected, got, fix });
  }
}
