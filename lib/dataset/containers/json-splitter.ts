import { OpenItem } from './open-item.ts';

/** A piece of a JSON document: an item of the array that is being split, another member of the object, or what breaks it. */
export type JsonPiece =
  | { readonly kind: 'item'; readonly number: number; readonly bytes: Uint8Array | null; readonly byteLength: number }
  | { readonly kind: 'member'; readonly key: string; readonly bytes: Uint8Array | null }
  | { readonly kind: 'fault'; readonly number: number; readonly expected: string; readonly got: string };

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

type Place = 'start' | 'items' | 'key' | 'value' | 'after-array' | 'end' | 'broken';

/**
 * Splits a JSON document as its bytes come: a root array into its items, a root object into its members and the array in one of
 * them into its items. Items are not parsed, so a broken one costs no other. Memory is bounded by one item of `maxBytes`.
 * No JSON library does this on bytes it must not trust: a depth counter and a flag for strings need no stack.
 */
export class JsonSplitter {
  readonly #array: string | null;
  readonly #open: OpenItem;
  #place: Place = 'start';
  #inString = false;
  #escaped = false;
  #depth = 0;
  #isBlank = true;
  #items = 0;
  #key = '';

  /** `array`: the member of a root object whose items are wanted; null for a root array. */
  constructor(options: { maxBytes: number; array: string | null }) {
    this.#array = options.array;
    this.#open = new OpenItem(options.maxBytes);
  }

  /** The pieces that these bytes complete. The bytes may be used again afterwards. */
  push(chunk: Uint8Array): JsonPiece[] {
    const pieces: JsonPiece[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
        continue;
      }
      if (byte <= 0x20) continue;
      if (this.#isCapturing) {
        const isEnd = this.#depth === 0 && this.#isDelimiter(byte);
        if (isEnd) {
          this.#open.append(chunk.slice(start, at));
          this.#close(byte, pieces);
          start = at + 1;
        } else if (this.#beginsArray(byte)) {
          this.#place = 'items';
          this.#open.close();
          start = at + 1;
        } else this.#note(byte);
      } else {
        this.#step(byte, pieces);
        start = at + 1;
      }
    }
    if (this.#isCapturing && start < chunk.length) this.#open.append(chunk.slice(start));
    return pieces;
  }

  /** What is still open when the bytes end. */
  end(): JsonPiece[] {
    if (this.#place === 'end' || this.#place === 'broken') return [];
    const pieces: JsonPiece[] = [];
    if (this.#place === 'items' && !this.#isBlank) this.#item(pieces);
    const expected = this.#place === 'start' ? 'a JSON document' : 'a whole JSON document';
    pieces.push({ kind: 'fault', number: this.#items + 1, expected, got: 'the end of the file' });
    return pieces;
  }

  get #isCapturing(): boolean {
    return this.#place === 'items' || this.#place === 'key' || this.#place === 'value';
  }

  #isDelimiter(byte: number): boolean {
    if (this.#place === 'items') return byte === COMMA || byte === CLOSE_BRACKET;
    if (this.#place === 'key') return byte === COLON || byte === CLOSE_BRACE;
    return byte === COMMA || byte === CLOSE_BRACE;
  }

  #beginsArray(byte: number): boolean {
    return this.#place === 'value' && this.#isBlank && byte === OPEN_BRACKET && this.#key === this.#array;
  }

  #note(byte: number): void {
    this.#isBlank = false;
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth = Math.max(0, this.#depth - 1);
  }

  #close(byte: number, pieces: JsonPiece[]): void {
    if (this.#place === 'items') this.#closeItem(byte, pieces);
    else if (this.#place === 'key') this.#closeKey(byte, pieces);
    else this.#closeValue(byte, pieces);
    this.#isBlank = true;
  }

  #closeItem(byte: number, pieces: JsonPiece[]): void {
    const isEmptyArray = this.#isBlank && byte === CLOSE_BRACKET && this.#items === 0;
    if (isEmptyArray) this.#open.close();
    else this.#item(pieces);
    if (byte === CLOSE_BRACKET) this.#place = this.#array === null ? 'end' : 'after-array';
  }

  #item(pieces: JsonPiece[]): void {
    const number = ++this.#items;
    const isBlank = this.#isBlank;
    const closed = this.#open.close();
    if (isBlank) pieces.push({ kind: 'fault', number, expected: 'an item between commas', got: 'nothing' });
    else pieces.push({ kind: 'item', number, ...closed });
  }

  #closeKey(byte: number, pieces: JsonPiece[]): void {
    const { bytes } = this.#open.close();
    if (byte === CLOSE_BRACE) {
      if (this.#isBlank) this.#place = 'end';
      else this.#break('a colon after a key', 'a closing brace', pieces);
      return;
    }
    this.#key = keyOf(bytes);
    this.#place = 'value';
  }

  #closeValue(byte: number, pieces: JsonPiece[]): void {
    pieces.push({ kind: 'member', key: this.#key, bytes: this.#open.close().bytes });
    this.#place = byte === COMMA ? 'key' : 'end';
  }

  /** A byte outside of items, keys and values. */
  #step(byte: number, pieces: JsonPiece[]): void {
    if (this.#place === 'start') {
      // A byte order mark; bytes of it cannot begin a document.
      if (byte === 0xef || byte === 0xbb || byte === 0xbf) return;
      if (byte === OPEN_BRACKET && this.#array === null) this.#place = 'items';
      else if (byte === OPEN_BRACE && this.#array !== null) this.#place = 'key';
      else this.#break(this.#array === null ? 'a JSON array' : 'a JSON object', shown(byte), pieces);
    } else if (this.#place === 'after-array') {
      if (byte === COMMA) this.#place = 'key';
      else if (byte === CLOSE_BRACE) this.#place = 'end';
      else this.#break('a comma or the end of the object', shown(byte), pieces);
    } else if (this.#place === 'end') this.#break('nothing after the end of the document', shown(byte), pieces);
  }

  #break(expected: string, got: string, pieces: JsonPiece[]): void {
    this.#place = 'broken';
    pieces.push({ kind: 'fault', number: this.#items + 1, expected, got });
  }
}

function shown(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`;
}

/** A key as text; what is no JSON string is no key that anybody asks for. */
function keyOf(bytes: Uint8Array | null): string {
  return /^\s*"([^"\\]*)"\s*$/.exec(new TextDecoder().decode(bytes ?? new Uint8Array()))?.[1] ?? '';
}
