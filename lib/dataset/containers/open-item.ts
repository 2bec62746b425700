const CARRIAGE_RETURN = 0x0d;

/** The line or item being read, as the pieces that came so far. Of one longer than `maxBytes` only the length is kept. */
export class OpenItem {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #byteLength = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#byteLength === 0;
  }

  append(piece: Uint8Array): void {
    this.#byteLength += piece.length;
    // One byte more than allowed, because a carriage return at the end does not count.
    if (this.#byteLength > this.#maxBytes + 1) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  close(): { bytes: Uint8Array | null; byteLength: number } {
    const pieces = this.#pieces;
    const total = this.#byteLength;
    this.#pieces = [];
    this.#byteLength = 0;
    if (total > this.#maxBytes + 1) return { bytes: null, byteLength: total };
    const whole = pieces.length === 1 ? pieces[0]! : joined(pieces, total);
    const bytes = whole.at(-1) === CARRIAGE_RETURN ? whole.subarray(0, -1) : whole;
    return { bytes: bytes.length > this.#maxBytes ? null : bytes, byteLength: bytes.length };
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
