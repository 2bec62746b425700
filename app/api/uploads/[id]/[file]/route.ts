import type { NextRequest } from 'next/server';
import { mayUpload } from '#lib/access/session.ts';
import { reportOf } from '#lib/errors.ts';
import { receiveSlice } from '#lib/pipeline/receive-upload.ts';
import { MAX_SLICE_BYTES } from '#lib/pipeline/upload-folder.ts';
import { errorResponse } from '../../../../_data/error-response.ts';
import { server } from '../../../../_data/server.ts';
import { viewer } from '../../../../_data/viewer.ts';

export const dynamic = 'force-dynamic';

/** Takes the next slice of a file, `?offset=` saying where it belongs. Answers with the number of bytes that have arrived. */
export async function PUT(
  request: NextRequest,
  context: { params: Promise<{ id: string; file: string }> },
): Promise<Response> {
  const asker = await viewer();
  if (!asker) return new Response(null, { status: 401 });
  if (!mayUpload(asker.role)) return new Response(null, { status: 403 });
  const { id, file } = await context.params;
  const length = Number(request.headers.get('content-length'));
  if (!(length <= MAX_SLICE_BYTES)) return new Response(null, { status: 413 });
  try {
    const received = await receiveSlice(server().database, asker.scope, {
      home: server().env.home,
      uploadId: id,
      file: wholeNumber(file),
      offset: wholeNumber(request.nextUrl.searchParams.get('offset')),
      bytes: new Uint8Array(await request.arrayBuffer()),
    });
    return Response.json({ received });
  } catch (error) {
    return errorResponse(reportOf(error));
  }
}

/** −1 for anything else: no file and no offset. */
function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : -1;
}
