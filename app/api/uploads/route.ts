import type { NextRequest } from 'next/server';
import { mayUpload } from '#lib/access/session.ts';
import { announcedFiles, announceUpload } from '#lib/pipeline/receive-upload.ts';
import { errorResponse } from '../../_data/error-response.ts';
import { server } from '../../_data/server.ts';
import { viewer } from '../../_data/viewer.ts';

export const dynamic = 'force-dynamic';

/** Announces the files of an upload. Answers with its id; the slices go to `/api/uploads/ID/PLACE`. */
export async function POST(request: NextRequest): Promise<Response> {
  const asker = await viewer();
  if (!asker) return new Response(null, { status: 401 });
  if (!mayUpload(asker.role)) return new Response(null, { status: 403 });
  const files = announcedFiles.safeParse(await request.json().catch(() => null));
  if (!files.success) {
    return errorResponse({
      code: 'bad-announcement',
      expected: 'a list of 1 to 1,000 files with name and bytes',
      got: files.error.issues[0]?.message ?? 'something else',
      fix: 'Choose fewer files, or import the folder in the terminal: joust import FOLDER.',
    });
  }
  return Response.json({ id: await announceUpload(server().database, asker.scope, files.data) }, { status: 201 });
}
