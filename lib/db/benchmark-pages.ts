import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** A version of a benchmark, without its prompts. */
export interface VersionSummary {
  id: string;
  number: number;
  prompts: number;
  /** Prompts that the version before does not have, under their texts. */
  added: number;
  runs: number;
  createdAt: Date;
}

/** A benchmark with all its versions, newest first. */
export interface BenchmarkRow {
  id: string;
  name: string;
  description: string;
  createdAt: Date;
  versions: VersionSummary[];
}

/** An answer that a submission lacks, or that has no text. */
export interface AnswerGap {
  submissionId: string;
  promptKey: string;
  category: string | null;
  kind: 'missing' | 'empty';
}

/** One contestant's uploads for one benchmark, deleted ones left out. */
export interface UploadCount {
  contestantId: string;
  submissions: number;
  newestAt: Date;
}

/** The benchmark of the team with this id or name; null when there is none. */
export async function findBenchmark(
  database: Queryable,
  scope: TeamScope,
  reference: string,
): Promise<BenchmarkRow | null> {
  const { rows } = await database.query<Omit<BenchmarkRow, 'versions'>>(
    `SELECT id, name, description, created_at AS "createdAt" FROM benchmark
     WHERE team_id = $1 AND (id::text = $2 OR name = $2) ORDER BY id::text = $2 DESC LIMIT 1`,
    [scope.teamId, reference],
  );
  const benchmark = rows[0];
  return benchmark ? { ...benchmark, versions: await versionsOf(database, scope, benchmark.id) } : null;
}

async function versionsOf(database: Queryable, scope: TeamScope, benchmarkId: string): Promise<VersionSummary[]> {
  const { rows } = await database.query<VersionSummary>(
    `SELECT v.id, v.number, v.created_at AS "createdAt",
       (SELECT count(*)::int FROM benchmark_prompt p WHERE p.version_id = v.id) AS prompts,
       (SELECT count(*)::int FROM benchmark_prompt p WHERE p.version_id = v.id AND NOT EXISTS (
          SELECT 1 FROM benchmark_version w JOIN benchmark_prompt q ON q.version_id = w.id
          WHERE w.benchmark_id = v.benchmark_id AND w.number = v.number - 1 AND q.prompt_id = p.prompt_id)) AS added,
       (SELECT count(*)::int FROM run r WHERE r.benchmark_version_id = v.id) AS runs
     FROM benchmark_version v WHERE v.team_id = $1 AND v.benchmark_id = $2 ORDER BY v.number DESC`,
    [scope.teamId, benchmarkId],
  );
  return rows;
}

/** What the given submissions leave unanswered of a version, or answer with nothing, in the order of the prompts. */
export async function answerGaps(
  database: Queryable,
  scope: TeamScope,
  options: { versionId: string; submissionIds: readonly string[] },
): Promise<AnswerGap[]> {
  const { rows } = await database.query<AnswerGap>(
    `SELECT s.id AS "submissionId", bp.key AS "promptKey", bp.category, CASE WHEN r.id IS NULL THEN 'missing' ELSE 'empty' END AS kind
     FROM submission s JOIN benchmark_prompt bp ON bp.team_id = s.team_id AND bp.version_id = $2
     LEFT JOIN response r ON r.submission_id = s.id AND r.prompt_id = bp.prompt_id
     WHERE s.team_id = $1 AND s.id = ANY($3::uuid[]) AND (r.id IS NULL OR array_to_string(r.turns, '') = '')
     ORDER BY bp.ordinal, s.id`,
    [scope.teamId, options.versionId, options.submissionIds],
  );
  return rows;
}

/** How often each contestant uploaded for a benchmark. */
export async function uploadCounts(
  database: Queryable,
  scope: TeamScope,
  benchmarkId: string,
): Promise<Map<string, UploadCount>> {
  const { rows } = await database.query<UploadCount>(
    `SELECT contestant_id AS "contestantId", count(*)::int AS submissions, max(created_at) AS "newestAt"
     FROM submission WHERE team_id = $1 AND benchmark_id = $2 AND deleted_at IS NULL GROUP BY 1`,
    [scope.teamId, benchmarkId],
  );
  return new Map(rows.map((row) => [row.contestantId, row]));
}
