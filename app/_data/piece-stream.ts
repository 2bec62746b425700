import 'server-only';

/**
 * A body that is made as it is read: a reader who is slow keeps nothing waiting in memory, one who goes away ends the making. The
 * first piece is made before the headers are sent, so that what cannot be made at all is still an error.
 * @throws what making the first piece throws
 */
export async function pieceStream(
  pieces: AsyncGenerator<string | Uint8Array>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const encoder = new TextEncoder();
  const bytes = (piece: string | Uint8Array) =>
    typeof piece === 'string' ? encoder.encode(piece) : Uint8Array.from(piece);
  const first = await pieces.next();
  return new ReadableStream({
    start(controller) {
      if (first.done) controller.close();
      else if (first.value.length > 0) controller.enqueue(bytes(first.value));
    },
    async pull(controller) {
      // An empty piece would leave the reader waiting for a pull that never comes.
      for (let next = await pieces.next(); ; next = await pieces.next()) {
        if (next.done) return controller.close();
        if (next.value.length > 0) return controller.enqueue(bytes(next.value));
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
