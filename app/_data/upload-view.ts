import type { UploadRow, UploadState } from '#lib/db/uploads.ts';
import type { ImportResult } from '#lib/pipeline/import-responses.ts';
import type { UploadFailure } from '#lib/pipeline/import-upload.ts';
import type { UploadSettings } from '#lib/pipeline/upload-settings.ts';

/** An upload as its page shows it. */
export interface UploadView {
  id: string;
  state: UploadState;
  benchmark: string;
  files: string[];
  rows: number;
  result: ImportResult | null;
  failure: UploadFailure | null;
}

/** What a page needs of an upload. */
export function uploadView(upload: UploadRow): UploadView {
  const { id, state, files, rows } = upload;
  const settings = upload.settings as UploadSettings | null;
  return {
    id,
    state,
    benchmark: settings?.benchmark ?? '',
    files: files.map(({ name }) => name),
    rows,
    result: state === 'imported' ? (upload.report as ImportResult) : null,
    failure: state === 'rejected' || state === 'failed' ? (upload.report as UploadFailure) : null,
  };
}
