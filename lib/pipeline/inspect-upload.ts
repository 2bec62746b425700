import type { TeamScope } from '#lib/access/team-scope.ts';
import { selectDatasetFiles } from '#lib/dataset/select-dataset-files.ts';
import type { Database } from '#lib/db/database.ts';
import type { UploadRow } from '#lib/db/uploads.ts';
import { JoustError } from '#lib/errors.ts';
import { type DatasetSource, fileSource } from './file-source.ts';
import { defaultPolicy } from './import-responses.ts';
import { type Inspection, inspectFiles, type ReadingOptions } from './inspect-files.ts';
import type { MissingPolicy } from './missing-answers.ts';
import { missingParts, requireUpload } from './receive-upload.ts';
import { uploadPath } from './upload-folder.ts';

/** What was found in the files of an upload. */
export interface UploadInspection {
  /** Places of the files that would be read, in the order of `files`. */
  readonly places: readonly number[];
  /** Names of the others: neither prompts nor answers by their names. */
  readonly ignored: readonly string[];
  readonly files: Inspection['files'];
  /** What an import would do about missing answers unless told otherwise. */
  readonly missing: MissingPolicy;
}

/**
 * Looks into the files of an upload that has arrived in full. `given`: by the place of a file, what overrules what would be detected.
 * @throws JoustError `upload-not-found`, `upload-incomplete`, `nothing-to-import`
 */
export async function inspectUpload(
  database: Database,
  scope: TeamScope,
  upload: { home: string; uploadId: string; given?: Readonly<Record<number, ReadingOptions>> },
): Promise<UploadInspection> {
  const row = await requireUpload(database, scope, upload.uploadId);
  const missing = await missingParts(upload.home, scope, row);
  if (missing.length > 0) throw incomplete(missing);
  const names = row.files.map((file) => file.name);
  // Files that somebody picked one by one are meant; of a folder, those are that look like prompts and answers.
  const isFolder = names.some((name) => name.includes('/'));
  const chosen = isFolder ? selectDatasetFiles(names).chosen : names;
  const places = chosen.map((name) => names.indexOf(name));
  if (places.length === 0) throw nothing(names);
  const ignored = names.filter((_, place) => !places.includes(place));
  const files: Inspection['files'][number][] = [];
  for (const place of places) {
    const source = await uploadSource(upload.home, scope, row, place);
    files.push(...(await inspectFiles([source], upload.given?.[place])).files);
  }
  const readings = files.flatMap(({ reading }) => (reading === null ? [] : [reading]));
  return { places, ignored, files, missing: defaultPolicy(readings) };
}

/** A file of an upload, to be read. */
export function uploadSource(home: string, scope: TeamScope, upload: UploadRow, file: number): Promise<DatasetSource> {
  const name = upload.files[file]?.name ?? String(file);
  return fileSource({ path: uploadPath({ home, scope, uploadId: upload.id, file }), name });
}

function incomplete(missing: readonly string[]): JoustError {
  return new JoustError({
    code: 'upload-incomplete',
    expected: 'every file in full',
    got: `only parts of ${missing.slice(0, 5).join(', ')}`,
    fix: 'Send the rest, or begin another upload.',
  });
}

function nothing(names: readonly string[]): JoustError {
  return new JoustError({
    code: 'nothing-to-import',
    expected: 'prompts or answers as .jsonl, .json, .csv, .parquet or .eval',
    got: names.slice(0, 5).join(', '),
    fix: 'Choose other files.',
  });
}
