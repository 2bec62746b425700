/** The byte of a double quote. */
export const QUOTE = 34;

/** One record of a CSV file: a view that the next record overwrites. */
export class CsvRecord {
  bytes = new Uint8Array(0);
  /** Line from 1 on which the record starts. */
  line = 1;
  /** Number of fields. */
  count = 0;
  /** Field i is `bytes[starts[i], ends[i])`, without its quotes. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 where the field holds doubled quotes that stand for one. */
  escaped = new Uint8Array(64);
  /** Line breaks inside quotes. */
  innerLines = 0;

  /** The bytes of a field with doubled quotes undone. Copies; ask only where `escaped` says so or text is wanted. */
  field(index: number): Uint8Array {
    const raw = this.bytes.subarray(this.starts[index]!, this.ends[index]!);
    return this.escaped[index] === 1 ? withoutDoubling(raw) : raw;
  }

  /** Makes room for twice as many fields. */
  grow(): void {
    const larger = new Int32Array(this.starts.length * 2);
    larger.set(this.starts);
    this.starts = larger;
    const largerEnds = new Int32Array(larger.length);
    largerEnds.set(this.ends);
    this.ends = largerEnds;
    const largerEscaped = new Uint8Array(larger.length);
    largerEscaped.set(this.escaped);
    this.escaped = largerEscaped;
  }
}

/** Every pair of quotes as one; inside a field quotes come in pairs. */
function withoutDoubling(raw: Uint8Array): Uint8Array {
  const result = new Uint8Array(raw.length);
  let length = 0;
  for (let index = 0; index < raw.length; index++) {
    result[length++] = raw[index]!;
    if (raw[index] === QUOTE) index++;
  }
  return result.subarray(0, length);
}
