import type { RawLine } from './containers/split-lines.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
const ARRAY_END = 0x5d;
const BRACE = 0x7b;
const BLANK = 0x20;

/** What stands between or after the elements of an array that is not one. */
export interface ArrayFault {
  /** From 1. */
  readonly line: number;
  readonly expected: string;
  readonly got: string;
}

/**
 * Cuts a JSON array of objects into its elements, unparsed, as the chunks come; each carries the line it starts on. Memory is
 * bounded by one chunk and one element: of an element longer than `maxBytes` only the length is kept. The first fault of the
 * array itself ends the reading and is returned.
 */
export async function* splitElements(
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, batchSize }: { maxBytes: number; batchSize: number },
): AsyncGenerator<RawLine[], ArrayFault | null> {
  const cutter = new ElementCutter(maxBytes);
  for await (const chunk of chunks) {
    cutter.read(chunk);
    while (cutter.elements.length >= batchSize) yield cutter.elements.splice(0, batchSize);
    if (cutter.elements.length > 0) yield cutter.elements.splice(0);
    if (cutter.fault !== null) return cutter.fault;
  }
  return cutter.end();
}

class ElementCutter {
  readonly elements: RawLine[] = [];
  fault: ArrayFault | null = null;
  readonly #maxBytes: number;
  #state: 'before' | 'between' | 'inside' | 'after' = 'before';
  #line = 1;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #pieces: Uint8Array[] = [];
  #byteLength = 0;
  #startLine = 1;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  read(chunk: Uint8Array): void {
    let start = 0;
    for (let index = 0; index < chunk.length && this.fault === null; index++) {
      const byte = chunk[index] as number;
      if (byte === LINE_FEED) this.#line++;
      if (this.#state !== 'inside') {
        if (this.#outside(byte)) start = index;
      } else if (this.#closes(byte)) {
        this.#append(chunk.subarray(start, index + 1));
        this.#close();
      }
    }
    // Copied, because the owner of the chunk may fill it again while the element is still open.
    if (this.#state === 'inside') this.#append(chunk.slice(start));
  }

  end(): ArrayFault | null {
    if (this.fault !== null || this.#state === 'after') return this.fault;
    const got = this.#state === 'inside' ? 'the end of the file inside an object' : 'the end of the file';
    return { line: this.#line, expected: 'a JSON array that ends with ]', got };
  }

  /** Takes a byte outside the elements; true when it begins one. */
  #outside(byte: number): boolean {
    if (byte <= BLANK) return false;
    if (this.#state === 'before') {
      // The caller has seen the bracket; what stands before it is a byte order mark.
      if (byte === 0x5b) this.#state = 'between';
      return false;
    }
    if (this.#state === 'between' && byte === BRACE) {
      this.#state = 'inside';
      this.#depth = 1;
      this.#startLine = this.#line;
      return true;
    }
    if (this.#state === 'between' && byte === COMMA) return false;
    if (this.#state === 'between' && byte === ARRAY_END) this.#state = 'after';
    else {
      const expected = this.#state === 'after' ? 'nothing after the array' : 'objects separated by commas';
      this.fault = { line: this.#line, expected, got: JSON.stringify(String.fromCharCode(byte)) };
    }
    return false;
  }

  /** Takes a byte of an element; true when it is its last. */
  #closes(byte: number): boolean {
    if (this.#inText) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inText = false;
      return false;
    }
    if (byte === QUOTE) this.#inText = true;
    else if (OPEN.has(byte)) this.#depth++;
    else if (CLOSE.has(byte)) this.#depth--;
    return this.#depth === 0;
  }

  #append(piece: Uint8Array): void {
    this.#byteLength += piece.length;
    if (this.#byteLength > this.#maxBytes) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  #close(): void {
    const bytes = this.#byteLength > this.#maxBytes ? null : joined(this.#pieces, this.#byteLength);
    this.elements.push({ number: this.#startLine, bytes, byteLength: this.#byteLength });
    this.#pieces = [];
    this.#byteLength = 0;
    this.#state = 'between';
  }
}

function joined(pieces: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
