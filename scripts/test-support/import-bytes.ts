import type { FileReading } from '#lib/dataset/file-reading.ts';
import type { DatasetSource } from '#lib/pipeline/file-source.ts';
import type { ImportFile } from '#lib/pipeline/import-responses.ts';
import { demandFormats, importFile, inspectFiles, type ReadingOptions } from '#lib/pipeline/inspect-files.ts';
import { bytesOf, chunksOf, randomAccess } from './read-rows.ts';

/** A file that exists only here, to look at and to import. */
export function sourceOf(name: string, content: string | Uint8Array | readonly object[]): DatasetSource {
  const bytes =
    content instanceof Uint8Array ? content : bytesOf(typeof content === 'string' ? content : jsonLines(content));
  return { name, isGzip: false, chunks: () => chunksOf(bytes), bytes: randomAccess(bytes) };
}

/** Files as `joust import` would take them: recognised, then opened. */
export async function recognised(
  sources: readonly DatasetSource[],
  options: ReadingOptions & { prompts?: DatasetSource } = {},
): Promise<ImportFile[]> {
  const inspection = await inspectFiles(sources, options);
  demandFormats(inspection);
  const all = options.prompts === undefined ? sources : [options.prompts, ...sources];
  return all.map((source, index) => importFile(source, inspection.files[index]!.reading as FileReading));
}

function jsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
