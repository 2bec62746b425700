import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import { alignImpliedPrompts } from './import-align.ts';
import { newId } from './new-id.ts';

/** The benchmark version an import writes to. */
export interface PublishedVersion {
  benchmarkId: string;
  versionId: string;
  number: number;
  created: boolean;
}

/** What one contestant brought. */
export interface PublishedSubmission {
  contestant: string;
  submissionId: string;
  responses: number;
  /** Earlier answers taken over for prompts that this upload does not answer. */
  kept: number;
  /** Prompts of the version without an answer: the contestant is left out of their matches. */
  missing: number;
  /** Keys of the first of them, in the order of the benchmark. */
  missingPrompts: string[];
  /** Answers without text in any turn; they are answers. */
  empty: number;
}

/** The benchmark an import extends, locked; `latest` is null before its first version. */
export interface OpenBenchmark {
  id: string;
  latest: { id: string; number: number; contentHash: string } | null;
}

/** Locks the benchmark, making it if need be, and puts its prompts beside the staged ones. */
export async function openBenchmark(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmark: string; description: string },
): Promise<OpenBenchmark> {
  const id = await lockBenchmark(transaction, scope, options);
  const latest = await latestVersion(transaction, id);
  await alignImpliedPrompts(transaction, latest?.id ?? null);
  if (latest) await stageKnownPrompts(transaction, latest.id);
  return { id, latest };
}

/**
 * Extends the benchmark by the staged prompts, which must have been checked: one with a known id replaces it, the others
 * are added, none is dropped. The newest version again if nothing changed; null when there are no prompts at all.
 */
export async function publishPrompts(
  transaction: Queryable,
  scope: TeamScope,
  { id: benchmarkId, latest }: OpenBenchmark,
): Promise<PublishedVersion | null> {
  const staged = await transaction.query<{ hash: string | null }>(
    `SELECT encode(sha256(convert_to(string_agg(key || E'\\n' || "contentHash" || E'\\n' || coalesce(category, '') || E'\\n' || array_to_string(tags, ','), E'\\n' ORDER BY place), 'UTF8')), 'hex') AS hash FROM staged_prompt`,
  );
  const contentHash = staged.rows[0]?.hash ?? null;
  if (contentHash === null || latest?.contentHash === contentHash) {
    return latest && { benchmarkId, versionId: latest.id, number: latest.number, created: false };
  }
  const version = { benchmarkId, versionId: newId(), number: (latest?.number ?? 0) + 1, created: true };
  await insertVersion(transaction, scope, { ...version, contentHash });
  return version;
}

/** Prompts the benchmark has keep their places, named by the upload or not; new ones follow. */
async function stageKnownPrompts(transaction: Queryable, versionId: string): Promise<void> {
  await transaction.query(
    `UPDATE staged_prompt s SET place = bp.ordinal - 1000000000 FROM benchmark_prompt bp WHERE bp.version_id = $1 AND bp.key = s.key`,
    [versionId],
  );
  await transaction.query(
    `INSERT INTO staged_prompt (position, place, file, line, key, "contentHash", turns, context, reference, fields, category, tags)
     SELECT bp.ordinal - 1000000000, bp.ordinal - 1000000000, 'the benchmark as it is', bp.ordinal, bp.key, p.content_hash, p.turns, p.context, p.reference, p.fields, bp.category, bp.tags
     FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
     WHERE bp.version_id = $1 AND NOT EXISTS (SELECT 1 FROM staged_prompt s WHERE s.key = bp.key AND NOT s.guessed)`,
    [versionId],
  );
}

async function lockBenchmark(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmark: string; description: string },
): Promise<string> {
  const { rows } = await transaction.query<{ id: string }>(
    `INSERT INTO benchmark (id, team_id, name, description) VALUES ($1, $2, $3, $4)
     ON CONFLICT (team_id, name) DO UPDATE SET name = excluded.name RETURNING id`,
    [newId(), scope.teamId, options.benchmark, options.description],
  );
  return (rows[0] as { id: string }).id;
}

async function latestVersion(transaction: Queryable, benchmarkId: string) {
  const { rows } = await transaction.query<{ id: string; number: number; contentHash: string }>(
    `SELECT id, number, content_hash AS "contentHash" FROM benchmark_version WHERE benchmark_id = $1 ORDER BY number DESC LIMIT 1`,
    [benchmarkId],
  );
  return rows[0] ?? null;
}

async function insertVersion(
  transaction: Queryable,
  scope: TeamScope,
  version: PublishedVersion & { contentHash: string },
): Promise<void> {
  await transaction.query(
    `INSERT INTO benchmark_version (id, team_id, benchmark_id, number, content_hash) VALUES ($1, $2, $3, $4, $5)`,
    [version.versionId, scope.teamId, version.benchmarkId, version.number, version.contentHash],
  );
  await transaction.query(
    `INSERT INTO prompt (id, team_id, content_hash, turns, context, reference, fields)
     SELECT gen_random_uuid(), $1, "contentHash", turns, context, reference, fields FROM staged_prompt ORDER BY "contentHash"
     ON CONFLICT (team_id, content_hash) DO NOTHING`,
    [scope.teamId],
  );
  await transaction.query(
    `INSERT INTO benchmark_prompt (team_id, version_id, key, ordinal, prompt_id, category, tags)
     SELECT $1, $2, s.key, row_number() OVER (ORDER BY s.place), p.id, s.category, s.tags
     FROM staged_prompt s JOIN prompt p ON p.team_id = $1 AND p.content_hash = s."contentHash"`,
    [scope.teamId, version.versionId],
  );
}

/**
 * Moves staged responses in: one new submission a contestant, which takes over the contestant's newest answers to the
 * prompts this upload does not answer. The staged rows must have been checked.
 */
export async function publishResponses(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmarkId: string; versionId: string; format: string },
): Promise<PublishedSubmission[]> {
  await transaction.query(
    `INSERT INTO contestant (id, team_id, name)
     SELECT gen_random_uuid(), $1, name FROM (SELECT DISTINCT contestant AS name FROM staged_response) c ORDER BY name
     ON CONFLICT (team_id, name) DO NOTHING`,
    [scope.teamId],
  );
  const submissions = await insertSubmissions(transaction, scope, options);
  await transaction.query(
    `INSERT INTO response (id, team_id, submission_id, prompt_id, turns, text_hash)
     SELECT gen_random_uuid(), $1, s.id, bp.prompt_id, r.turns, r."textHash"
     FROM staged_response r
     JOIN json_to_recordset($3::json) AS s(contestant text, id uuid) ON s.contestant = r.contestant
     JOIN benchmark_prompt bp ON bp.version_id = $2 AND bp.key = r."promptKey"`,
    [
      scope.teamId,
      options.versionId,
      JSON.stringify(submissions.map((row) => ({ contestant: row.contestant, id: row.submissionId }))),
    ],
  );
  return takeOverAnswers(transaction, scope, { ...options, submissions });
}

type Brought = Omit<PublishedSubmission, 'missing' | 'missingPrompts' | 'kept'> & { previousId: string | null };

async function insertSubmissions(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmarkId: string; format: string },
): Promise<Brought[]> {
  const { rows } = await transaction.query<Brought>(
    `WITH brought AS (
       SELECT contestant, min(file) AS file, count(*)::int AS responses,
              count(*) FILTER (WHERE array_to_string(turns, '') = '')::int AS empty
       FROM staged_response GROUP BY contestant),
     submitted AS (
       INSERT INTO submission (id, team_id, benchmark_id, contestant_id, format, file_name)
       SELECT gen_random_uuid(), $1, $2, c.id, $3, b.file FROM brought b JOIN contestant c ON c.team_id = $1 AND c.name = b.contestant
       RETURNING id, contestant_id)
     SELECT b.contestant, s.id AS "submissionId", b.responses, b.empty,
       (SELECT p.id FROM submission p WHERE p.benchmark_id = $2 AND p.contestant_id = s.contestant_id AND p.id <> s.id
        ORDER BY p.created_at DESC, p.id DESC LIMIT 1) AS "previousId"
     FROM submitted s JOIN contestant c ON c.id = s.contestant_id JOIN brought b ON b.contestant = c.name ORDER BY b.contestant`,
    [scope.teamId, options.benchmarkId, options.format],
  );
  return rows;
}

async function takeOverAnswers(
  transaction: Queryable,
  scope: TeamScope,
  options: { versionId: string; submissions: readonly Brought[] },
): Promise<PublishedSubmission[]> {
  const { rows } = await transaction.query<{ submissionId: string; kept: number; missing: number }>(
    `WITH pair AS (SELECT * FROM json_to_recordset($3::json) AS row ("submissionId" uuid, "previousId" uuid, responses int)),
     kept AS (
       INSERT INTO response (id, team_id, submission_id, prompt_id, turns, text_hash)
       SELECT gen_random_uuid(), $1, p."submissionId", r.prompt_id, r.turns, r.text_hash
       FROM pair p JOIN response r ON r.submission_id = p."previousId"
       JOIN benchmark_prompt bp ON bp.version_id = $2 AND bp.prompt_id = r.prompt_id
       WHERE NOT EXISTS (SELECT 1 FROM response n WHERE n.submission_id = p."submissionId" AND n.prompt_id = r.prompt_id)
       RETURNING submission_id)
     SELECT p."submissionId", count(k.submission_id)::int AS kept,
       ((SELECT count(*) FROM benchmark_prompt WHERE version_id = $2) - p.responses - count(k.submission_id))::int AS missing
     FROM pair p LEFT JOIN kept k ON k.submission_id = p."submissionId" GROUP BY p."submissionId", p.responses`,
    [scope.teamId, options.versionId, JSON.stringify(options.submissions)],
  );
  const counts = new Map(rows.map((row) => [row.submissionId, row]));
  const lacking = rows.filter((row) => row.missing > 0).map((row) => row.submissionId);
  const missing = await missingPrompts(transaction, { versionId: options.versionId, submissionIds: lacking });
  return options.submissions.map(({ previousId: _, ...one }) => {
    const count = counts.get(one.submissionId);
    const missingKeys = missing.get(one.submissionId) ?? [];
    return { ...one, kept: count?.kept ?? 0, missing: count?.missing ?? 0, missingPrompts: missingKeys };
  });
}

/** Missing answers named at most for each contestant. */
const NAMED = 100;

async function missingPrompts(
  transaction: Queryable,
  options: { versionId: string; submissionIds: readonly string[] },
): Promise<Map<string, string[]>> {
  const { rows } = await transaction.query<{ submissionId: string; keys: string[] }>(
    `SELECT s.id AS "submissionId", m.keys
     FROM unnest($2::uuid[]) AS s(id)
     CROSS JOIN LATERAL (
       SELECT array_agg(key ORDER BY ordinal) AS keys FROM (
         SELECT bp.key, bp.ordinal FROM benchmark_prompt bp
         WHERE bp.version_id = $1
           AND NOT EXISTS (SELECT 1 FROM response r WHERE r.submission_id = s.id AND r.prompt_id = bp.prompt_id)
         ORDER BY bp.ordinal LIMIT $3) first) m
     WHERE m.keys IS NOT NULL`,
    [options.versionId, options.submissionIds, NAMED],
  );
  return new Map(rows.map((row) => [row.submissionId, row.keys]));
}
