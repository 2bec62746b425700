import { createHash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { DatasetFormat, DatasetRow, PromptRow, ResponseRow, RowError } from '#lib/dataset/dataset-row.ts';
import { readDatasetBatches } from '#lib/dataset/read-dataset.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { type PublishedSubmission, publishPrompts, publishResponses } from '#lib/db/import-publish.ts';
import { createStaging, findStagedProblems, stagePrompts, stageResponses } from '#lib/db/import-staging.ts';
import { JoustError } from '#lib/errors.ts';

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

/** An upload of which nothing was stored, with the rows that say why. */
export class ImportRejected extends JoustError {
  readonly problems: readonly RowError[];

  constructor(problems: readonly RowError[], counted: { atLeast: boolean }) {
    const first = problems[0] as RowError;
    const place = `${first.file}, line ${first.line}, field ${first.field}`;
    const count = `${counted.atLeast ? 'at least ' : ''}${problems.length} bad row${problems.length === 1 ? '' : 's'}`;
    super({
      code: 'import-rejected',
      expected: `${first.expected} (${place})`,
      got: `${first.got}; ${count} in all`,
      fix: 'Correct the rows and import again. Nothing of this import was stored.',
    });
    this.problems = problems;
  }
}

/** Bad rows reported at most; the rest are as likely to share their cause. */
const PROBLEM_LIMIT = 100;

/**
 * Streams files into a benchmark: all or nothing, in one transaction, with memory bounded by one batch of rows.
 * Prompts make a new version of the benchmark unless they equal the newest; responses become one new submission a contestant.
 * @throws ImportRejected with every bad row (up to 100), when nothing is stored.
 */
export async function importResponses(options: {
  database: Database;
  scope: TeamScope;
  benchmark: string;
  description?: string;
  files: readonly ImportFile[];
  onProgress?: (rows: number) => void;
}): Promise<ImportResult> {
  return options.database.transaction(async (transaction) => {
    await createStaging(transaction);
    const problems: RowError[] = [];
    let rows = 0;
    for (const file of options.files) {
      for await (const batch of readDatasetBatches(file, file.format)) {
        if (problems.length < PROBLEM_LIMIT) await stageBatch(transaction, batch, problems);
        rows += batch.length;
        options.onProgress?.(rows);
      }
    }
    rejectIfAny(problems);
    return publish(transaction, options);
  });
}

async function stageBatch(transaction: Queryable, batch: readonly DatasetRow[], problems: RowError[]): Promise<void> {
  const prompts: PromptRow[] = [];
  const responses: ResponseRow[] = [];
  for (const row of batch) {
    if (row.kind === 'prompt') prompts.push(row);
    else if (row.kind === 'response') responses.push(row);
    else problems.push(row);
  }
  if (problems.length > 0) return;
  if (prompts.length > 0) {
    await stagePrompts(
      transaction,
      prompts.map((row) => ({ ...row, reference: row.reference ?? [], contentHash: contentHash(row) })),
    );
  }
  if (responses.length > 0) {
    await stageResponses(
      transaction,
      responses.map((row) => ({ ...row, textHash: sha256(JSON.stringify(row.turns)) })),
    );
  }
}

async function publish(
  transaction: Queryable,
  options: { scope: TeamScope; benchmark: string; description?: string; files: readonly ImportFile[] },
): Promise<ImportResult> {
  const version = await publishPrompts(transaction, options.scope, {
    benchmark: options.benchmark,
    description: options.description ?? '',
    problemLimit: PROBLEM_LIMIT,
  });
  if (version === null) throw noPrompts(options.benchmark);
  if ('problems' in version) throw rejection(asRowErrors(version.problems));
  rejectIfAny(
    asRowErrors(await findStagedProblems(transaction, { versionId: version.versionId, limit: PROBLEM_LIMIT })),
  );
  const format = options.files[0]?.format ?? 'joust';
  const submissions = await publishResponses(transaction, options.scope, { ...version, format });
  const { rows } = await transaction.query<{ prompts: number }>(
    'SELECT count(*)::int AS prompts FROM benchmark_prompt WHERE version_id = $1',
    [version.versionId],
  );
  return {
    benchmark: options.benchmark,
    versionId: version.versionId,
    version: version.number,
    prompts: rows[0]?.prompts ?? 0,
    responses: submissions.reduce((sum, one) => sum + one.responses, 0),
    submissions,
  };
}

function rejectIfAny(problems: readonly RowError[]): void {
  if (problems.length > 0) throw rejection(problems);
}

function rejection(problems: readonly RowError[]): ImportRejected {
  return new ImportRejected(problems.slice(0, PROBLEM_LIMIT), { atLeast: problems.length >= PROBLEM_LIMIT });
}

function asRowErrors(problems: readonly Omit<RowError, 'kind'>[]): RowError[] {
  return problems.map((problem) => ({ kind: 'error', ...problem }));
}

function noPrompts(benchmark: string): JoustError {
  return new JoustError({
    code: 'no-prompts',
    expected: `prompts in the files, or in the benchmark "${benchmark}" already`,
    got: 'neither',
    fix: 'Import the prompts file together with the responses, or check the benchmark name.',
  });
}

function contentHash(row: PromptRow): string {
  return sha256(JSON.stringify([row.turns, row.context, row.reference ?? []]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
