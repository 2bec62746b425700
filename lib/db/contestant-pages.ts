import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Rating } from '#lib/ranking/rank-games.ts';
import type { Queryable } from './database.ts';

/** A contestant in a list. */
export interface ContestantLine {
  id: string;
  name: string;
  family: string | null;
  benchmarks: string[];
  submissions: number;
  runs: number;
  newestAt: Date | null;
}

/** A contestant with its uploads. */
export interface ContestantRow {
  id: string;
  name: string;
  family: string | null;
  createdAt: Date;
  deletedAt: Date | null;
  submissions: ContestantSubmission[];
}

/** One upload of a contestant, deleted or not. */
export interface ContestantSubmission {
  id: string;
  benchmarkId: string;
  benchmark: string;
  fileName: string;
  format: string;
  answers: number;
  empty: number;
  runs: number[];
  createdAt: Date;
  deletedAt: Date | null;
}

/** A contestant's place in the newest leaderboard of a run. */
export interface ContestantBoard {
  runId: string;
  run: number;
  runName: string | null;
  benchmark: string;
  benchmarkId: string;
  versionId: string;
  judge: string;
  simulated: boolean;
  bothOrders: boolean;
  final: boolean;
  contestants: number;
  rating: Rating;
  createdAt: Date;
}

/** The team's contestants that are not deleted, by name; `search` is part of the name or the family, in any case. */
export async function listContestants(
  database: Queryable,
  scope: TeamScope,
  { search }: { search: string },
): Promise<ContestantLine[]> {
  const { rows } = await database.query<ContestantLine>(
    `SELECT c.id, c.name, c.family,
       coalesce(array_agg(DISTINCT b.name) FILTER (WHERE b.id IS NOT NULL), '{}') AS benchmarks, count(DISTINCT s.id)::int AS submissions,
       (SELECT count(*)::int FROM run_contestant rc WHERE rc.contestant_id = c.id) AS runs, max(s.created_at) AS "newestAt"
     FROM contestant c LEFT JOIN submission s ON s.contestant_id = c.id AND s.deleted_at IS NULL LEFT JOIN benchmark b ON b.id = s.benchmark_id
     WHERE c.team_id = $1 AND c.deleted_at IS NULL
       AND ($2 = '' OR strpos(lower(c.name), lower($2)) > 0 OR strpos(lower(coalesce(c.family, '')), lower($2)) > 0)
     GROUP BY c.id ORDER BY c.name COLLATE "C"`,
    [scope.teamId, search],
  );
  return rows;
}

/** A contestant of the team by id or name, deleted ones too; null when there is none. */
export async function findContestant(
  database: Queryable,
  scope: TeamScope,
  reference: string,
): Promise<ContestantRow | null> {
  const { rows } = await database.query<Omit<ContestantRow, 'submissions'>>(
    `SELECT id, name, family, created_at AS "createdAt", deleted_at AS "deletedAt" FROM contestant
     WHERE team_id = $1 AND (id::text = $2 OR name = $2) ORDER BY id::text = $2 DESC LIMIT 1`,
    [scope.teamId, reference],
  );
  const contestant = rows[0];
  return contestant ? { ...contestant, submissions: await submissionsOf(database, scope, contestant.id) } : null;
}

async function submissionsOf(
  database: Queryable,
  scope: TeamScope,
  contestantId: string,
): Promise<ContestantSubmission[]> {
  const { rows } = await database.query<ContestantSubmission>(
    `SELECT s.id, b.id AS "benchmarkId", b.name AS benchmark, s.file_name AS "fileName", s.format, s.created_at AS "createdAt",
       s.deleted_at AS "deletedAt", count(r.id)::int AS answers,
       count(r.id) FILTER (WHERE array_to_string(r.turns, '') = '')::int AS empty,
       ARRAY(SELECT run.number FROM run_contestant rc JOIN run ON run.id = rc.run_id WHERE rc.submission_id = s.id ORDER BY run.number) AS runs
     FROM submission s JOIN benchmark b ON b.id = s.benchmark_id LEFT JOIN response r ON r.submission_id = s.id
     WHERE s.team_id = $1 AND s.contestant_id = $2 GROUP BY s.id, b.id ORDER BY s.created_at DESC, s.id DESC`,
    [scope.teamId, contestantId],
  );
  return rows;
}

/** Where a contestant stands in the newest leaderboard of every run it played in, newest run first. */
export async function boardsOfContestant(
  database: Queryable,
  scope: TeamScope,
  contestant: { id: string; name: string },
): Promise<ContestantBoard[]> {
  const { rows } = await database.query<ContestantBoard>(
    `SELECT r.id AS "runId", r.number AS run, r.name AS "runName", b.name AS benchmark, b.id AS "benchmarkId", bv.id AS "versionId",
       (SELECT string_agg(DISTINCT j.name, ', ') FROM run_judge rj JOIN judge_version v ON v.id = rj.judge_version_id
          JOIN judge j ON j.id = v.judge_id WHERE rj.run_id = r.id) AS judge,
       r.simulated, r.both_orders AS "bothOrders", l.final, l.created_at AS "createdAt",
       jsonb_array_length(l.ranking -> 'ratings') AS contestants, line AS rating
     FROM run_contestant rc JOIN run r ON r.id = rc.run_id
     JOIN benchmark_version bv ON bv.id = r.benchmark_version_id JOIN benchmark b ON b.id = bv.benchmark_id
     JOIN LATERAL (SELECT l.* FROM board_source s JOIN leaderboard l ON l.board_id = s.board_id WHERE s.run_id = r.id
       ORDER BY l.input_watermark DESC, l.created_at DESC LIMIT 1) l ON true
     CROSS JOIN LATERAL jsonb_array_elements(l.ranking -> 'ratings') AS line
     WHERE rc.team_id = $1 AND rc.contestant_id = $2 AND line ->> 'contestant' = $3 ORDER BY r.number DESC`,
    [scope.teamId, contestant.id, contestant.name],
  );
  return rows;
}

/** Says which family a contestant belongs to; null to have it guessed from the name. False when the team has no such contestant. */
export async function setContestantFamily(
  database: Queryable,
  scope: TeamScope,
  { id, family }: { id: string; family: string | null },
): Promise<boolean> {
  const { rowCount } = await database.query(
    'UPDATE contestant SET family = $3 WHERE team_id = $1 AND id::text = $2 AND deleted_at IS NULL',
    [scope.teamId, id, family],
  );
  return rowCount === 1;
}
