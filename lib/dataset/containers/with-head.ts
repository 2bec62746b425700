import { HEAD_BYTES } from './detect-container.ts';

/** The first `HEAD_BYTES` of a stream, fewer where there are no more, and the stream with them still in it. */
export async function withHead(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const { done, value } = await iterator.next();
    if (done) break;
    // Copied, because the owner of the chunk may fill it again.
    taken.push(value.slice());
    length += value.length;
  }
  return { head: headOf(taken, length), chunks: continued(taken, iterator) };
}

function headOf(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const head = new Uint8Array(Math.min(length, HEAD_BYTES));
  let filled = 0;
  for (const chunk of chunks) {
    head.set(chunk.subarray(0, head.length - filled), filled);
    filled += chunk.length;
  }
  return head;
}

async function* continued(
  taken: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* taken;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
