import type { TeamScope } from '#lib/access/team-scope.ts';
import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import type { FileReading } from '#lib/dataset/file-reading.ts';
import { formatNamed } from '#lib/dataset/formats/formats.ts';
import { readDatasetBatches } from '#lib/dataset/read-dataset.ts';
import { readingOf } from '#lib/dataset/record-reader.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { findStagedProblems } from '#lib/db/import-checks.ts';
import { filesInOtherOrder } from '#lib/db/import-order.ts';
import {
  openBenchmark,
  type PublishedSubmission,
  type PublishedVersion,
  publishPrompts,
  publishResponses,
} from '#lib/db/import-publish.ts';
import { createStaging } from '#lib/db/import-staging.ts';
import { JoustError } from '#lib/errors.ts';
import { fieldName } from './field-names.ts';
import { ImportRejected, PROBLEM_LIMIT } from './import-rejected.ts';
import { type MissingPolicy, refuseMissing } from './missing-answers.ts';
import { OneContestantAFile } from './one-contestant-a-file.ts';
import { type FailedAnswer, StagedRows, stageRows } from './stage-rows.ts';

/** One file of an upload, decompressed, and how to read it. */
export interface ImportFile extends NamedStream, FileReading {}

/** What an import brought in. */
export interface ImportResult {
  benchmark: string;
  /** Of no use when nothing was stored. */
  versionId: string;
  version: number;
  /** Prompts of the version, whether this import brought them or an earlier one. */
  prompts: number;
  responses: number;
  submissions: PublishedSubmission[];
  /** What was done about missing answers. */
  missing: MissingPolicy;
  /** Files whose answers stand in another order than the prompts: they were aligned by the prompts' text. */
  inOtherOrder: string[];
  /** Rows that tell of an answer which failed: all of them, and the first ones. */
  failedRows: number;
  failed: FailedAnswer[];
  /** False for a dry run. */
  stored: boolean;
}

/** What to import, and what to do about what is missing. */
export interface ImportOptions {
  database: Database;
  scope: TeamScope;
  benchmark: string;
  description?: string;
  files: readonly ImportFile[];
  /** When left out: `refuse` for formats in which every contestant answers every prompt (Varco Arena), else `leave-out`. */
  missing?: MissingPolicy;
  /** Reads and checks everything and stores nothing. */
  dryRun?: boolean;
  onProgress?: (rows: number) => void;
}

/**
 * Streams files into a benchmark: all or nothing, in one transaction, with memory bounded by one batch of rows.
 * Prompts make a new version of the benchmark unless they equal the newest; responses become one new submission a contestant.
 * @throws ImportRejected with what is wrong with any row, by itself and beside the others, when nothing is stored.
 */
export async function importResponses(options: ImportOptions): Promise<ImportResult> {
  try {
    return await options.database.transaction(async (transaction) => {
      const result = await importAll(transaction, options);
      if (options.dryRun) throw new RolledBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return { ...error.result, stored: false };
    throw error;
  }
}

async function importAll(transaction: Queryable, options: ImportOptions): Promise<ImportResult> {
  const { scope, benchmark, description = '' } = options;
  await createStaging(transaction);
  const staged = await stageFiles(transaction, options);
  const opened = await openBenchmark(transaction, scope, { benchmark, description });
  await rejectIfBad(transaction, options, { staged, hasVersion: opened.latest !== null });
  const version = await publishPrompts(transaction, scope, opened);
  if (version === null) throw noPrompts(benchmark);
  return publish(transaction, options, { version, staged });
}

async function stageFiles(transaction: Queryable, { files, onProgress }: ImportOptions): Promise<StagedRows> {
  const staged = new StagedRows();
  const oneContestant = new OneContestantAFile();
  for (const file of files) {
    const isChecked = formatNamed(file.format).isOneContestantAFile === true && file.role !== 'prompts';
    const field = readingOf({}, file).mapping.contestant ?? 'contestant';
    for await (const batch of readDatasetBatches(file, file)) {
      await stageRows(transaction, isChecked ? oneContestant.check(batch, field) : batch, staged);
      onProgress?.(staged.rows);
    }
  }
  return staged;
}

/** Without any prompt at all one error says so: each answer would only repeat it. */
async function rejectIfBad(
  transaction: Queryable,
  { files }: ImportOptions,
  { staged, hasVersion }: { staged: StagedRows; hasVersion: boolean },
): Promise<void> {
  const { problems, rows, followOns, prompts } = await findStagedProblems(transaction, {
    hiddenPrompts: staged.hiddenPrompts,
    limit: PROBLEM_LIMIT,
  });
  const badRows = staged.badRows + rows;
  if (badRows === 0 || (prompts === 0 && staged.badRows === 0 && !hasVersion)) return;
  const named = problems.map((one) => ({ ...one, field: fieldName(files, { name: one.file, word: one.field }) }));
  const first = [...staged.problems, ...named].sort((left, right) => left.position - right.position);
  const listed = first.slice(0, PROBLEM_LIMIT).map(({ position: _, ...problem }) => problem);
  throw new ImportRejected({ problems: listed, badRows, followOns });
}

async function publish(
  transaction: Queryable,
  options: ImportOptions,
  { version, staged }: { version: PublishedVersion; staged: StagedRows },
): Promise<ImportResult> {
  const { scope, benchmark, files } = options;
  const format = (files.find((file) => file.role !== 'prompts') ?? files[0])?.format ?? 'joust';
  const submissions = await publishResponses(transaction, scope, { ...version, format });
  const prompts = await promptCount(transaction, version.versionId);
  const missing = options.missing ?? defaultPolicy(files);
  if (missing === 'refuse') {
    await refuseMissing(transaction, submissions, {
      staged,
      prompts,
      fieldOf: (name) => fieldName(files, { name, word: 'prompt_id' }),
    });
  }
  return {
    benchmark,
    versionId: version.versionId,
    version: version.number,
    prompts,
    responses: submissions.reduce((sum, one) => sum + one.responses, 0),
    submissions,
    missing,
    inOtherOrder: await filesInOtherOrder(transaction, [...staged.filesWithPrompts]),
    failedRows: staged.failedRows,
    failed: staged.failed,
    stored: true,
  };
}

/** What is done about missing answers when nobody says: formats that promise an answer to every prompt are taken at their word. */
export function defaultPolicy(files: readonly FileReading[]): MissingPolicy {
  return files.some((file) => formatNamed(file.format).isOneContestantAFile) ? 'refuse' : 'leave-out';
}

async function promptCount(transaction: Queryable, versionId: string): Promise<number> {
  const { rows } = await transaction.query<{ prompts: number }>(
    'SELECT count(*)::int AS prompts FROM benchmark_prompt WHERE version_id = $1',
    [versionId],
  );
  return rows[0]?.prompts ?? 0;
}

/** Carries a dry run's result out of the transaction that it rolls back. */
class RolledBack extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('dry run');
    this.result = result;
  }
}

function noPrompts(benchmark: string): JoustError {
  return new JoustError({
    code: 'no-prompts',
    expected: `prompts in the files, or in the benchmark "${benchmark}" already`,
    got: 'neither',
    fix: 'Import the prompts file together with the responses, or check the benchmark name.',
  });
}
