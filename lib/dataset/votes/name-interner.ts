const EMPTY = -1;

/**
 * Gives each distinct name a small number, from the UTF-8 bytes of the name, without making a string of a name already known.
 * A hash table with open addressing (Knuth, "The Art of Computer Programming" vol. 3, section 6.4, algorithm L).
 */
export class NameInterner {
  /** Number → name, in the order in which the names came. */
  readonly names: string[] = [];
  readonly #idOfText = new Map<string, number>();
  #slots = new Int32Array(1024).fill(EMPTY);
  #hashes = new Int32Array(512);
  /** Name `id` occupies #bytes from #ends[id] to #ends[id + 1]. */
  #ends = new Int32Array(513);
  #bytes = new Uint8Array(8192);

  /** Number of the name in `bytes[start, end)`, or −1 when it is new. O(end − start). */
  find(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]!;
      if (id === EMPTY || (this.#hashes[id] === hash && this.#equals(id, bytes, start, end))) return id;
    }
  }

  /** Number of a name, new or known. */
  intern(name: string): number {
    const known = this.#idOfText.get(name);
    if (known !== undefined) return known;
    const bytes = new TextEncoder().encode(name);
    const found = this.find(bytes, 0, bytes.length);
    const id = found === EMPTY ? this.#add(name, bytes) : found;
    this.#idOfText.set(name, id);
    return id;
  }

  #add(name: string, bytes: Uint8Array): number {
    const id = this.names.push(name) - 1;
    this.#reserve(id, bytes.length);
    const start = this.#ends[id]!;
    this.#bytes.set(bytes, start);
    this.#ends[id + 1] = start + bytes.length;
    this.#hashes[id] = hashOf(bytes, 0, bytes.length);
    this.#place(id);
    return id;
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[id]! & mask;
    while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
    this.#slots[slot] = id;
  }

  /** Makes room for one more name; the table stays at most half full. */
  #reserve(id: number, byteCount: number): void {
    const neededBytes = this.#ends[id]! + byteCount;
    if (neededBytes > this.#bytes.length) {
      const larger = new Uint8Array(neededBytes * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    if (id < this.#hashes.length) return;
    this.#hashes = doubled(this.#hashes, this.#hashes.length * 2);
    this.#ends = doubled(this.#ends, this.#hashes.length + 1);
    this.#slots = new Int32Array(this.#slots.length * 2).fill(EMPTY);
    for (let known = 0; known < id; known++) this.#place(known);
  }

  #equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#ends[id]!;
    const length = end - start;
    if (this.#ends[id + 1]! - from !== length) return false;
    for (let index = 0; index < length; index++) {
      if (this.#bytes[from + index] !== bytes[start + index]) return false;
    }
    return true;
  }
}

function doubled(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(column);
  return larger;
}

/** FNV-1a, with its high bits folded into the low ones that pick the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  return hash ^ (hash >>> 15);
}
