import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { RandomAccess } from '#lib/dataset/dataset-row.ts';

/** One file of an archive, not read yet. */
export interface ZipMember {
  readonly name: string;
  /** Its bytes; null when there are more than `maxBytes`, whatever the archive says of its size. */
  read(maxBytes: number): Promise<Uint8Array | null>;
}

/** The files of a zip archive in the order of its table of contents, which must be read one after the other. */
export async function* zipMembers(bytes: RandomAccess): AsyncGenerator<ZipMember> {
  const archive = await fromRandomAccessReaderPromise(new SliceReader(bytes), bytes.byteLength, { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    yield { name: entry.fileName, read: (maxBytes) => readMember(archive, entry, maxBytes) };
  }
}

async function readMember(archive: ZipFile, entry: Entry, maxBytes: number): Promise<Uint8Array | null> {
  if (entry.uncompressedSize > maxBytes) return null;
  const stream = await archive.openReadStreamPromise(entry);
  const pieces: Buffer[] = [];
  let total = 0;
  for await (const piece of stream) {
    total += (piece as Buffer).length;
    if (total > maxBytes) {
      stream.destroy();
      return null;
    }
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

/** How yauzl reads: here from slices. */
class SliceReader extends RandomAccessReader {
  readonly #bytes: RandomAccess;

  constructor(bytes: RandomAccess) {
    super();
    this.#bytes = bytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const bytes = this.#bytes;
    const piece = 256 * 1024;
    return Readable.from(
      (async function* () {
        for (let at = start; at < end; at += piece) yield Buffer.from(await bytes.slice(at, Math.min(at + piece, end)));
      })(),
      { objectMode: false },
    );
  }
}
