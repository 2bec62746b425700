import { z } from 'zod';
import { readCallTexts } from '#lib/db/match-detail.ts';
import { findRunOf } from '../../../../_data/run.ts';
import { server } from '../../../../_data/server.ts';
import { viewer } from '../../../../_data/viewer.ts';

const callId = z.uuid();

/** What was sent for one call of a run and what came back, for whoever looks at its match. */
export async function GET(_: Request, props: { params: Promise<{ number: string; id: string }> }): Promise<Response> {
  const { number, id } = await props.params;
  const asker = await viewer();
  if (!asker) return new Response(null, { status: 401 });
  const parsed = callId.safeParse(id);
  const run = await findRunOf(asker, number);
  if (!run || !parsed.success) return new Response(null, { status: 404 });
  const texts = await readCallTexts(server().database, asker.scope, { runId: run.id, id: parsed.data });
  if (!texts) return new Response(null, { status: 404 });
  return Response.json(texts, { headers: { 'cache-control': 'private, no-store' } });
}
