import type { RunEvent } from './run-hub.ts';

const HEARTBEAT_MS = 15_000;
/** A stream outlives its session by no more than this. */
export const SESSION_CHECK_MS = 10_000;

/** What a stream of events hangs on. */
export interface EventStreamSource {
  /** Aborted when the browser is gone. */
  gone: AbortSignal;
  /** Calls `hear` with each event until the returned function is called. */
  watch(hear: (event: RunEvent) => void): () => void;
  /** Whether the session that opened the stream still stands. While nobody can tell, the stream goes on. */
  isSignedIn(): Promise<boolean>;
}

/** A run as server-sent events, for as long as the browser listens and its session stands. */
export function eventStream({ gone, watch, isSignedIn }: EventStreamSource): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const sendEvent = (event: RunEvent) => send(`data: ${JSON.stringify(event)}\n\n`);
      const unwatch = watch(sendEvent);
      const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
      const check = setInterval(async () => {
        if ((await isSignedIn().catch(() => true)) || stopped) return;
        sendEvent({ kind: 'signedOut' });
        stop();
        controller.close();
      }, SESSION_CHECK_MS);
      let stopped = false;
      stop = () => {
        stopped = true;
        clearInterval(heartbeat);
        clearInterval(check);
        unwatch();
      };
      gone.addEventListener('abort', () => {
        if (stopped) return;
        stop();
        controller.close();
      });
    },
    cancel: () => stop(),
  });
}
