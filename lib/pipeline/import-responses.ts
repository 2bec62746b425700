import type { TeamScope } from '#lib/access/team-scope.ts';
import type { DatasetFormat } from '#lib/dataset/dataset-row.ts';
import { readDatasetBatches } from '#lib/dataset/read-dataset.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { findStagedProblems } from '#lib/db/import-checks.ts';
import {
  openBenchmark,
  type PublishedSubmission,
  type PublishedVersion,
  publishPrompts,
  publishResponses,
} from '#lib/db/import-publish.ts';
import { createStaging } from '#lib/db/import-staging.ts';
import { JoustError } from '#lib/errors.ts';
import { ImportRejected, PROBLEM_LIMIT } from './import-rejected.ts';
import { type StagedRows, stageRows } from './stage-rows.ts';

/** One file of an upload, decompressed. */
export interface ImportFile {
  name: string;
  format: DatasetFormat;
  chunks: AsyncIterable<Uint8Array>;
}

/** What an import brought in. */
export interface ImportResult {
  benchmark: string;
  versionId: string;
  version: number;
  /** Prompts of the version, whether this import brought them or an earlier one. */
  prompts: number;
  responses: number;
  submissions: PublishedSubmission[];
}

/**
 * Streams files into a benchmark: all or nothing, in one transaction, with memory bounded by one batch of rows.
 * Prompts make a new version of the benchmark unless they equal the newest; responses become one new submission a contestant.
 * @throws ImportRejected with what is wrong with any row, by itself and beside the others, when nothing is stored.
 */
export async function importResponses(options: {
  database: Database;
  scope: TeamScope;
  benchmark: string;
  description?: string;
  files: readonly ImportFile[];
  onProgress?: (rows: number) => void;
}): Promise<ImportResult> {
  const { database, scope, benchmark, description = '', files } = options;
  return database.transaction(async (transaction) => {
    await createStaging(transaction);
    const staged: StagedRows = { rows: 0, badRows: 0, problems: [], hiddenPrompts: 0 };
    for (const file of files) {
      for await (const batch of readDatasetBatches(file, file.format)) {
        await stageRows(transaction, batch, staged);
        options.onProgress?.(staged.rows);
      }
    }
    const opened = await openBenchmark(transaction, scope, { benchmark, description });
    await rejectIfBad(transaction, staged, opened.latest !== null);
    const version = await publishPrompts(transaction, scope, opened);
    if (version === null) throw noPrompts(benchmark);
    return publish(transaction, scope, { benchmark, version, format: files[0]?.format ?? 'joust' });
  });
}

/** Without any prompt at all one error says so: each answer would only repeat it. */
async function rejectIfBad(transaction: Queryable, staged: StagedRows, hasVersion: boolean): Promise<void> {
  const { problems, rows, followOns, prompts } = await findStagedProblems(transaction, {
    hiddenPrompts: staged.hiddenPrompts,
    limit: PROBLEM_LIMIT,
  });
  const badRows = staged.badRows + rows;
  if (badRows === 0 || (prompts === 0 && staged.badRows === 0 && !hasVersion)) return;
  const first = [...staged.problems, ...problems].sort((left, right) => left.position - right.position);
  const listed = first.slice(0, PROBLEM_LIMIT).map(({ position: _, ...problem }) => problem);
  throw new ImportRejected({ problems: listed, badRows, followOns });
}

async function publish(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmark: string; version: PublishedVersion; format: string },
): Promise<ImportResult> {
  const { benchmark, version, format } = options;
  const submissions = await publishResponses(transaction, scope, { ...version, format });
  const { rows } = await transaction.query<{ prompts: number }>(
    'SELECT count(*)::int AS prompts FROM benchmark_prompt WHERE version_id = $1',
    [version.versionId],
  );
  return {
    benchmark,
    versionId: version.versionId,
    version: version.number,
    prompts: rows[0]?.prompts ?? 0,
    responses: submissions.reduce((sum, one) => sum + one.responses, 0),
    submissions,
  };
}

function noPrompts(benchmark: string): JoustError {
  return new JoustError({
    code: 'no-prompts',
    expected: `prompts in the files, or in the benchmark "${benchmark}" already`,
    got: 'neither',
    fix: 'Import the prompts file together with the responses, or check the benchmark name.',
  });
}
