import type { TeamScope } from '#lib/access/team-scope.ts';
import { modelFamily } from '#lib/judging/model-family.ts';
import type { Queryable } from './database.ts';

/** A prompt of a benchmark version, without its text. */
export interface VersionPrompt {
  id: string;
  key: string;
  ordinal: number;
  category: string | null;
  characters: number;
}

/** A contestant with the submission it would play with. */
export interface Entrant {
  contestantId: string;
  name: string;
  submissionId: string;
  /** Of a stored run as frozen; else as the team set it, or as the name tells. Null when it belongs to none. */
  family: string | null;
}

/** An answer, without its text. */
export interface EntrantResponse {
  id: string;
  promptId: string;
  contestantId: string;
  textHash: string;
  characters: number;
}

/** The newest version of a benchmark of the team; null when there is none. */
export async function newestVersion(database: Queryable, scope: TeamScope, benchmark: string) {
  const { rows } = await database.query<{ id: string; number: number; benchmark: string }>(
    `SELECT v.id, v.number, b.name AS benchmark FROM benchmark b JOIN benchmark_version v ON v.benchmark_id = b.id
     WHERE b.team_id = $1 AND b.name = $2 ORDER BY v.number DESC LIMIT 1`,
    [scope.teamId, benchmark],
  );
  return rows[0] ?? null;
}

/** The prompts of a version, in its order. */
export async function promptsOf(database: Queryable, scope: TeamScope, versionId: string): Promise<VersionPrompt[]> {
  const { rows } = await database.query<VersionPrompt>(
    `SELECT p.id, bp.key, bp.ordinal, bp.category, length(array_to_string(p.turns, ' '))::int AS characters
     FROM benchmark_prompt bp JOIN prompt p ON p.id = bp.prompt_id
     WHERE bp.team_id = $1 AND bp.version_id = $2 ORDER BY bp.ordinal`,
    [scope.teamId, versionId],
  );
  return rows;
}

/** Every contestant with a submission to the version's benchmark that answers one of its prompts, with the newest such, by name. */
export async function entrantsOf(database: Queryable, scope: TeamScope, versionId: string): Promise<Entrant[]> {
  const { rows } = await database.query<Entrant>(
    `SELECT c.id AS "contestantId", c.name, s.id AS "submissionId", c.family
     FROM contestant c CROSS JOIN LATERAL (
       SELECT s.id FROM submission s
       WHERE s.contestant_id = c.id AND s.deleted_at IS NULL AND s.benchmark_id = (SELECT benchmark_id FROM benchmark_version WHERE id = $2) AND EXISTS (
         SELECT 1 FROM response r JOIN benchmark_prompt bp ON bp.version_id = $2 AND bp.prompt_id = r.prompt_id
         WHERE r.submission_id = s.id)
       ORDER BY s.created_at DESC, s.id DESC LIMIT 1) s
     WHERE c.team_id = $1 AND c.deleted_at IS NULL ORDER BY c.name COLLATE "C"`,
    [scope.teamId, versionId],
  );
  return rows.map((row) => ({ ...row, family: row.family ?? modelFamily(row.name) }));
}

/** Names of all who ever submitted to the version's benchmark, deleted ones too, in the order in which they were added. */
export async function everEntered(database: Queryable, scope: TeamScope, versionId: string): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT c.name FROM contestant c WHERE c.team_id = $1 AND EXISTS (
       SELECT 1 FROM submission s JOIN benchmark_version v ON v.benchmark_id = s.benchmark_id WHERE v.id = $2 AND s.contestant_id = c.id)
     ORDER BY c.created_at, c.name COLLATE "C"`,
    [scope.teamId, versionId],
  );
  return rows.map((row) => row.name);
}

/** The contestants of a run with the submissions it froze, by name. */
export async function entrantsOfRun(
  database: Queryable,
  scope: TeamScope,
  runId: string,
): Promise<(Entrant & { anchor: boolean })[]> {
  const { rows } = await database.query<Entrant & { anchor: boolean }>(
    `SELECT c.id AS "contestantId", c.name, rc.submission_id AS "submissionId", rc.anchor, rc.family
     FROM run_contestant rc JOIN contestant c ON c.id = rc.contestant_id
     WHERE rc.team_id = $1 AND rc.run_id = $2 ORDER BY c.name COLLATE "C"`,
    [scope.teamId, runId],
  );
  return rows;
}

/** The answers of the given submissions to the prompts of a version. */
export async function responsesOf(
  database: Queryable,
  scope: TeamScope,
  options: { versionId: string; submissionIds: readonly string[] },
): Promise<EntrantResponse[]> {
  const { rows } = await database.query<EntrantResponse>(
    `SELECT r.id, r.prompt_id AS "promptId", s.contestant_id AS "contestantId", r.text_hash AS "textHash",
            length(array_to_string(r.turns, ' '))::int AS characters
     FROM response r JOIN submission s ON s.id = r.submission_id
     JOIN benchmark_prompt bp ON bp.version_id = $2 AND bp.prompt_id = r.prompt_id
     WHERE r.team_id = $1 AND r.submission_id = ANY($3::uuid[])`,
    [scope.teamId, options.versionId, options.submissionIds],
  );
  return rows;
}
