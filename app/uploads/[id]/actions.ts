'use server';

import { findUpload } from '#lib/db/uploads.ts';
import { server } from '../../_data/server.ts';
import { type UploadView, uploadView } from '../../_data/upload-view.ts';
import { viewer } from '../../_data/viewer.ts';

/** An upload as it is now; null when it is gone or the session is. */
export async function readUploadAction(uploadId: string): Promise<UploadView | null> {
  const asker = await viewer();
  if (!asker) return null;
  const upload = await findUpload(server().database, asker.scope, String(uploadId));
  return upload && uploadView(upload);
}
