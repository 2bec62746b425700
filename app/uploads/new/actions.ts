'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { mayUpload } from '#lib/access/session.ts';
import { DATASET_FORMATS } from '#lib/dataset/dataset-row.ts';
import { queueUpload } from '#lib/db/uploads.ts';
import type { ErrorReport } from '#lib/errors.ts';
import { inspectUpload, type UploadInspection } from '#lib/pipeline/inspect-upload.ts';
import { type UploadSettings, uploadSettings } from '#lib/pipeline/upload-settings.ts';
import { type Refused, refusable } from '../../_data/refusal.ts';
import { server } from '../../_data/server.ts';
import { viewer } from '../../_data/viewer.ts';

type Refusal = Refused | { kind: 'not-allowed' };
export type InspectAnswer = Refusal | { kind: 'inspected'; found: UploadInspection };

const givenReading = z.object({
  format: z.enum(DATASET_FORMATS).optional(),
  mapping: z.record(z.string().max(100), z.string().max(500)).optional(),
  contestant: z.string().max(500).optional(),
});

/** What a user says of one file, instead of what would be detected. */
export type GivenReading = z.infer<typeof givenReading>;

/** Looks into what has arrived; `given` by the place of a file. */
export async function inspectAction(uploadId: string, given: Record<number, GivenReading>): Promise<InspectAnswer> {
  const asker = await viewer();
  if (!asker || !mayUpload(asker.role)) return { kind: 'not-allowed' };
  const { database, env } = server();
  const readings = z.record(z.coerce.number(), givenReading).parse(given);
  return refusable(async () => {
    const found = await inspectUpload(database, asker.scope, { home: env.home, uploadId, given: readings });
    return { kind: 'inspected', found };
  });
}

/** Hands the upload to the workers, and shows how it goes. */
export async function importAction(uploadId: string, settings: UploadSettings): Promise<Refusal> {
  const asker = await viewer();
  if (!asker || !mayUpload(asker.role)) return { kind: 'not-allowed' };
  const upload = { id: z.uuid().parse(uploadId), settings: uploadSettings.parse(settings) };
  const isQueued = await queueUpload(server().database, asker.scope, upload);
  if (isQueued) redirect(`/uploads/${upload.id}`);
  const report: ErrorReport = {
    code: 'upload-closed',
    expected: 'an upload that has not been imported',
    got: 'one that is under way or done',
    fix: 'See its page, or begin another upload.',
  };
  return { kind: 'refused', report };
}
