import { createHash, type Hash } from 'node:crypto';
import type { TeamScope } from '#lib/access/team-scope.ts';
import type { NamedStream } from '#lib/dataset/dataset-row.ts';
import { readVerdictBatches } from '#lib/dataset/verdicts/read-verdicts.ts';
import type { VerdictFormat } from '#lib/dataset/verdicts/verdict-row.ts';
import type { Database, Queryable } from '#lib/db/database.ts';
import { findStagedProblems } from '#lib/db/import-checks.ts';
import { openBenchmark, publishPrompts, publishResponses } from '#lib/db/import-publish.ts';
import { createStaging } from '#lib/db/import-staging.ts';
import { ensureJudgeVersion } from '#lib/db/new-run.ts';
import { findAnswerProblems, matchVerdictPrompts, stageNewAnswers } from '#lib/db/verdict-prompts.ts';
import {
  analyzeImportedRuns,
  completeImportedRun,
  ensureVerdictContestants,
  type ImportedCounts,
  type ImportedRun,
  insertImportedJudgements,
  insertImportedMatches,
  insertImportedRun,
  settleImportedMatches,
  stagedJudges,
} from '#lib/db/verdict-publish.ts';
import { createVerdictStaging } from '#lib/db/verdict-staging.ts';
import { JoustError } from '#lib/errors.ts';
import { ImportRejected, PROBLEM_LIMIT } from './import-rejected.ts';
import { IMPORTED_ENDPOINT } from './run-settings.ts';
import { StagedVerdicts, stageVerdictRows } from './stage-verdict-rows.ts';

/** One file of verdicts. */
export interface VerdictFile extends NamedStream {
  format: VerdictFormat;
}

/** Judge of files that do not say who judged. */
const UNNAMED_JUDGE = 'imported';

/** What an import of verdicts brought in. */
export interface ImportVerdictsResult extends ImportedCounts {
  benchmark: string;
  version: number;
  run: string;
  number: number;
  judges: string[];
  /** Prompts that the benchmark did not have. */
  createdPrompts: number;
  /** Answers that the benchmark did not have. */
  responses: number;
  /** Rows without a judgement, by reason: `self` compares a contestant with itself, `inconsistent` sums up two judgements. */
  leftOut: Record<string, number>;
}

/**
 * Streams verdicts that were given elsewhere into a completed run of its own: all or nothing, in one transaction, with memory
 * bounded by one batch of rows. Prompts are matched to those of the benchmark by key or text, and made where there is none.
 * The leaderboard is for the caller to fit (`rankBoard`).
 * @throws ImportRejected with what is wrong with any row, when nothing is stored; JoustError when there is no judgement at all
 */
export async function importVerdicts(options: {
  database: Database;
  scope: TeamScope;
  benchmark: string;
  files: readonly VerdictFile[];
  /** Judge of rows that name none. */
  judge?: string;
  /** Baseline of Arena-Hard rows that name none. */
  baseline?: string;
  onProgress?: (rows: number) => void;
}): Promise<ImportVerdictsResult> {
  const { database, scope, benchmark, files, judge = UNNAMED_JUDGE, baseline = null } = options;
  const result = await database.transaction(async (transaction) => {
    await createStaging(transaction);
    await createVerdictStaging(transaction);
    const staged = new StagedVerdicts();
    const hash = createHash('sha256').update(JSON.stringify({ judge, baseline }));
    for (const { format, ...given } of files) {
      const file = { ...given, chunks: hashed(given.chunks, hash) };
      for await (const batch of readVerdictBatches(file, { format, baseline })) {
        await stageVerdictRows(transaction, batch, { staged, benchmark, judge });
        options.onProgress?.(staged.rows);
      }
      // Of a container that is read from `bytes` the chunks are still there.
      for await (const _ of file.chunks);
    }
    const format = files[0]?.format ?? 'votes';
    const stored = await publish(transaction, scope, { benchmark, staged, format, planHash: hash.digest('hex') });
    return { ...stored, benchmark, leftOut: staged.leftOut };
  });
  await analyzeImportedRuns(database);
  return result;
}

/** The chunks of a file, which also go into the hash that stands for what was imported. */
async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function publish(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmark: string; staged: StagedVerdicts; format: VerdictFormat; planHash: string },
): Promise<Omit<ImportVerdictsResult, 'benchmark' | 'leftOut'>> {
  const { benchmark, staged, format, planHash } = options;
  const opened = await openBenchmark(transaction, scope, { benchmark, description: '' });
  const prompts = await matchVerdictPrompts(transaction);
  await rejectIfBad(transaction, staged);
  if (staged.judgements === 0) throw nothingToImport(staged);
  await stageNewAnswers(transaction, scope, opened.id);
  const version = await publishPrompts(transaction, scope, opened);
  if (version === null) throw nothingToImport(staged);
  const brought = await publishResponses(transaction, scope, { ...version, format });
  await ensureVerdictContestants(transaction, scope, { benchmarkId: opened.id, format });
  const judges = await ensureJudges(transaction, scope);
  const run = await insertImportedRun(transaction, scope, {
    versionId: version.versionId,
    benchmarkId: opened.id,
    planHash,
    judgeVersionIds: judges.map((one) => one.versionId),
  });
  const counts = await insertResults(transaction, scope, { run, versionId: version.versionId, judges });
  const responses = brought.reduce((sum, one) => sum + one.responses, 0);
  const names = judges.map((one) => one.name);
  return {
    ...counts,
    ...numbersOf(run),
    version: version.number,
    judges: names,
    createdPrompts: prompts.created,
    responses,
  };
}

function numbersOf({ id, number }: ImportedRun) {
  return { run: id, number };
}

async function insertResults(
  transaction: Queryable,
  scope: TeamScope,
  options: { run: ImportedRun; versionId: string; judges: readonly { name: string; versionId: string }[] },
): Promise<ImportedCounts> {
  const { id } = options.run;
  await insertImportedMatches(transaction, scope, { id, versionId: options.versionId });
  await insertImportedJudgements(transaction, scope, { id, judges: options.judges });
  const counts = await completeImportedRun(transaction, scope, id);
  await settleImportedMatches(transaction, scope, id);
  return counts;
}

async function rejectIfBad(transaction: Queryable, staged: StagedVerdicts): Promise<void> {
  const beside = await findStagedProblems(transaction, { hiddenPrompts: 0, limit: PROBLEM_LIMIT });
  const answers = await findAnswerProblems(transaction, PROBLEM_LIMIT);
  const badRows = staged.badRows + beside.rows + answers.length;
  if (badRows === 0) return;
  const all = [...staged.problems, ...beside.problems, ...answers].sort(
    (left, right) => left.position - right.position,
  );
  const problems = all.slice(0, PROBLEM_LIMIT).map(({ position: _, ...problem }) => problem);
  throw new ImportRejected({ problems, badRows, followOns: 0 });
}

async function ensureJudges(transaction: Queryable, scope: TeamScope): Promise<{ name: string; versionId: string }[]> {
  const judges: { name: string; versionId: string }[] = [];
  for (const name of await stagedJudges(transaction)) {
    const pinned = {
      endpoint: IMPORTED_ENDPOINT,
      model: name,
      templateId: 'imported',
      templateVersion: 1,
      temperature: null,
      maxOutputTokens: 0,
      timeoutMs: 0,
      // Whatever it once cost, it costs nothing here.
      inputPrice: 0,
      outputPrice: 0,
      simulated: false,
    };
    const settingsHash = createHash('sha256').update(JSON.stringify(pinned)).digest('hex');
    const versionId = await ensureJudgeVersion(transaction, scope, { ...pinned, name, settingsHash, instructions: '' });
    judges.push({ name, versionId });
  }
  return judges;
}

function nothingToImport({ rows, leftOut }: StagedVerdicts): JoustError {
  const left = Object.entries(leftOut).map(([word, count]) => `${count} ${word}`);
  return new JoustError({
    code: 'no-verdicts',
    expected: 'at least one judgement of two contestants',
    got: rows === 0 ? 'no rows' : `none in ${rows} rows: ${left.join(', ')}`,
    fix: 'Check the files; docs/verdicts-and-exports.md describes the formats.',
  });
}
