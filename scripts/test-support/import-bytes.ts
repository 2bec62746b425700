import type { TeamScope } from '#lib/access/team-scope.ts';
import type { FileReading } from '#lib/dataset/file-reading.ts';
import type { Database } from '#lib/db/database.ts';
import type { DatasetSource } from '#lib/pipeline/file-source.ts';
import {
  type ImportFile,
  type ImportOptions,
  type ImportResult,
  importResponses,
} from '#lib/pipeline/import-responses.ts';
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

export type BytesOptions = ReadingOptions & { prompts?: DatasetSource } & Pick<ImportOptions, 'missing' | 'dryRun'>;

/** Imports files into the benchmark `b` as `joust import` would. */
export async function importBytes(
  database: Database,
  scope: TeamScope,
  { sources, missing, dryRun, ...reading }: BytesOptions & { sources: readonly DatasetSource[] },
): Promise<ImportResult> {
  const files = await recognised(sources, reading);
  return importResponses({ database, scope, benchmark: 'b', files, missing, dryRun });
}

/** How many rows imports have left with a team. */
export async function storedRows(database: Database, scope: TeamScope): Promise<number> {
  const tables = ['benchmark', 'prompt', 'contestant', 'submission', 'response'];
  const { rows } = await database.query<{ count: number }>(
    `SELECT (${tables.map((table) => `(SELECT count(*) FROM ${table} WHERE team_id = $1)`).join(' + ')})::int AS count`,
    [scope.teamId],
  );
  return rows[0]!.count;
}

function jsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
