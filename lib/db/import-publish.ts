import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
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
  /** Prompts of the version without an answer: the contestant is left out of their matches. */
  missing: number;
  /** Answers without text in any turn; they are answers. */
  empty: number;
}

/**
 * Moves staged prompts into the benchmark: a version with exactly these prompts, the newest one again if nothing changed.
 * Without staged prompts it is the newest version there is; null when there is none.
 */
export async function publishPrompts(
  transaction: Queryable,
  scope: TeamScope,
  options: { benchmark: string; description: string },
): Promise<PublishedVersion | null> {
  const benchmarkId = await lockBenchmark(transaction, scope, options);
  const latest = await latestVersion(transaction, benchmarkId);
  const staged = await transaction.query<{ hash: string | null }>(
    `SELECT encode(sha256(convert_to(string_agg(key || E'\\n' || "contentHash" || E'\\n' || coalesce(category, '') || E'\\n' || array_to_string(tags, ','), E'\\n' ORDER BY position), 'UTF8')), 'hex') AS hash FROM staged_prompt`,
  );
  const contentHash = staged.rows[0]?.hash ?? null;
  if (contentHash === null || latest?.contentHash === contentHash) {
    return latest && { benchmarkId, versionId: latest.id, number: latest.number, created: false };
  }
  const version = { benchmarkId, versionId: newId(), number: (latest?.number ?? 0) + 1, created: true };
  await insertVersion(transaction, scope, { ...version, contentHash });
  return version;
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
    `INSERT INTO prompt (id, team_id, content_hash, turns, context, reference)
     SELECT gen_random_uuid(), $1, "contentHash", turns, context, reference FROM staged_prompt ORDER BY "contentHash"
     ON CONFLICT (team_id, content_hash) DO NOTHING`,
    [scope.teamId],
  );
  await transaction.query(
    `INSERT INTO benchmark_prompt (team_id, version_id, key, ordinal, prompt_id, category, tags)
     SELECT $1, $2, s.key, row_number() OVER (ORDER BY s.position), p.id, s.category, s.tags
     FROM staged_prompt s JOIN prompt p ON p.team_id = $1 AND p.content_hash = s."contentHash"`,
    [scope.teamId, version.versionId],
  );
}

/** Moves staged responses in: one new submission a contestant. The staged rows must have been checked. */
export async function publishResponses(
  transaction: Queryable,
  scope: TeamScope,
  options: { versionId: string; format: string },
): Promise<PublishedSubmission[]> {
  await transaction.query(
    `INSERT INTO contestant (id, team_id, name)
     SELECT gen_random_uuid(), $1, name FROM (SELECT DISTINCT contestant AS name FROM staged_response) c ORDER BY name
     ON CONFLICT (team_id, name) DO NOTHING`,
    [scope.teamId],
  );
  const { rows } = await transaction.query<PublishedSubmission>(
    `WITH brought AS (
       SELECT contestant, min(file) AS file, count(*)::int AS responses,
              count(*) FILTER (WHERE array_to_string(turns, '') = '')::int AS empty
       FROM staged_response GROUP BY contestant),
     submitted AS (
       INSERT INTO submission (id, team_id, contestant_id, format, file_name)
       SELECT gen_random_uuid(), $1, c.id, $3, b.file FROM brought b JOIN contestant c ON c.team_id = $1 AND c.name = b.contestant
       RETURNING id, contestant_id)
     SELECT b.contestant, s.id AS "submissionId", b.responses, b.empty,
            (SELECT count(*)::int FROM benchmark_prompt WHERE version_id = $2) - b.responses AS missing
     FROM submitted s JOIN contestant c ON c.id = s.contestant_id JOIN brought b ON b.contestant = c.name ORDER BY b.contestant`,
    [scope.teamId, options.versionId, options.format],
  );
  await transaction.query(
    `INSERT INTO response (id, team_id, submission_id, prompt_id, turns, text_hash)
     SELECT gen_random_uuid(), $1, s.id, bp.prompt_id, r.turns, r."textHash"
     FROM staged_response r
     JOIN json_to_recordset($3::json) AS s(contestant text, id uuid) ON s.contestant = r.contestant
     JOIN benchmark_prompt bp ON bp.version_id = $2 AND bp.key = r."promptKey"`,
    [
      scope.teamId,
      options.versionId,
      JSON.stringify(rows.map((row) => ({ contestant: row.contestant, id: row.submissionId }))),
    ],
  );
  return rows;
}
