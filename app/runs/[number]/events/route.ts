import type { NextRequest } from 'next/server';
import { findRunOf } from '../../../_data/run.ts';
import type { RunEvent } from '../../../_data/run-hub.ts';
import { runHub } from '../../../_data/shared-run-hub.ts';
import { viewer } from '../../../_data/viewer.ts';

export const dynamic = 'force-dynamic';

const HEARTBEAT_MS = 15_000;

/** A run as it changes, as server-sent events. */
export async function GET(request: NextRequest, context: { params: Promise<{ number: string }> }): Promise<Response> {
  const asker = await viewer();
  if (!asker) return new Response(null, { status: 401 });
  const run = await findRunOf(asker, (await context.params).number);
  if (!run) return new Response(null, { status: 404 });
  const stream = eventStream(request.signal, (hear) => runHub().watch(asker.scope, run.id, hear));
  // `no-transform` keeps compression away, which would hold events back until its buffer is full.
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' };
  return new Response(stream, { headers });
}

function eventStream(
  gone: AbortSignal,
  watch: (hear: (event: RunEvent) => void) => () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const unwatch = watch((event) => send(`data: ${JSON.stringify(event)}\n\n`));
      const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
      stop = () => {
        clearInterval(heartbeat);
        unwatch();
      };
      gone.addEventListener('abort', () => {
        stop();
        controller.close();
      });
    },
    cancel: () => stop(),
  });
}
