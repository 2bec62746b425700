import type { NextRequest } from 'next/server';
import { eventStream } from '../../../_data/event-stream.ts';
import { findRunOf } from '../../../_data/run.ts';
import { runHub } from '../../../_data/shared-run-hub.ts';
import { isStillSignedIn, viewer } from '../../../_data/viewer.ts';

export const dynamic = 'force-dynamic';

/** A run as it changes, as server-sent events. */
export async function GET(request: NextRequest, context: { params: Promise<{ number: string }> }): Promise<Response> {
  const asker = await viewer();
  if (!asker) return new Response(null, { status: 401 });
  const run = await findRunOf(asker, (await context.params).number);
  if (!run) return new Response(null, { status: 404 });
  const stream = eventStream({
    gone: request.signal,
    watch: (hear) => runHub().watch(asker.scope, run.id, hear),
    isSignedIn: await isStillSignedIn(asker),
  });
  // `no-transform` keeps compression away, which would hold events back until its buffer is full.
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' };
  return new Response(stream, { headers });
}
