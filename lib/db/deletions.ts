import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** An upload that can be deleted. */
export interface DeletableSubmission {
  id: string;
  contestantId: string;
  contestant: string;
  benchmark: string;
  answers: number;
  createdAt: Date;
}

/** A run that lists a submission. */
export interface RunOfSubmission {
  submissionId: string;
  number: number;
  isUnderWay: boolean;
}

const DELETABLE = `
  SELECT s.id, c.id AS "contestantId", c.name AS contestant, b.name AS benchmark, s.created_at AS "createdAt",
    (SELECT count(*)::int FROM response r WHERE r.submission_id = s.id) AS answers
  FROM submission s JOIN contestant c ON c.id = s.contestant_id JOIN benchmark b ON b.id = s.benchmark_id
  WHERE s.team_id = $1 AND s.deleted_at IS NULL`;

/** The submissions of a contestant that are not deleted, newest first. */
export async function submissionsOfContestant(
  database: Queryable,
  scope: TeamScope,
  contestantId: string,
): Promise<DeletableSubmission[]> {
  const { rows } = await database.query<DeletableSubmission>(
    `${DELETABLE} AND c.id = $2 ORDER BY s.created_at DESC, s.id DESC`,
    [scope.teamId, contestantId],
  );
  return rows;
}

/** The submission with this id; null when the team has none, or has deleted it. */
export async function deletableSubmission(
  database: Queryable,
  scope: TeamScope,
  id: string,
): Promise<DeletableSubmission | null> {
  const { rows } = await database.query<DeletableSubmission>(`${DELETABLE} AND s.id::text = $2`, [scope.teamId, id]);
  return rows[0] ?? null;
}

/** A contestant of the team that is not deleted, by name or id; null when there is none. */
export async function deletableContestant(
  database: Queryable,
  scope: TeamScope,
  reference: string,
): Promise<{ id: string; name: string } | null> {
  const { rows } = await database.query<{ id: string; name: string }>(
    `SELECT id, name FROM contestant WHERE team_id = $1 AND (name = $2 OR id::text = $2) AND deleted_at IS NULL
     ORDER BY name = $2 DESC LIMIT 1`,
    [scope.teamId, reference],
  );
  return rows[0] ?? null;
}

/** The runs that list the given submissions, by number. A planned run counts as under way: it would play with them. */
export async function runsOfSubmissions(
  database: Queryable,
  scope: TeamScope,
  submissionIds: readonly string[],
): Promise<RunOfSubmission[]> {
  const { rows } = await database.query<RunOfSubmission>(
    `SELECT rc.submission_id AS "submissionId", r.number, r.ended_at IS NULL AS "isUnderWay"
     FROM run_contestant rc JOIN run r ON r.id = rc.run_id
     WHERE rc.team_id = $1 AND rc.submission_id = ANY($2::uuid[]) ORDER BY r.number`,
    [scope.teamId, submissionIds],
  );
  return rows;
}

/**
 * Nobody plans a run, or takes one up again, with these submissions until the transaction ends: new runs wait for the lock of
 * the team, retries for those of their runs.
 */
export async function lockForDeletion(
  transaction: Queryable,
  scope: TeamScope,
  submissionIds: readonly string[],
): Promise<void> {
  await transaction.query('SELECT 1 FROM team WHERE id = $1 FOR UPDATE', [scope.teamId]);
  await transaction.query(
    `SELECT 1 FROM run WHERE team_id = $1 AND id IN (SELECT run_id FROM run_contestant WHERE submission_id = ANY($2::uuid[]))
     ORDER BY id FOR UPDATE`,
    [scope.teamId, submissionIds],
  );
}

/** Removes submissions that no run lists, with their answers. */
export async function removeSubmissions(
  transaction: Queryable,
  scope: TeamScope,
  submissionIds: readonly string[],
): Promise<void> {
  await transaction.query('DELETE FROM submission WHERE team_id = $1 AND id = ANY($2::uuid[])', [
    scope.teamId,
    submissionIds,
  ]);
}

/** Removes a contestant whom no run lists; else marks it deleted. */
export async function removeContestant(transaction: Queryable, scope: TeamScope, contestantId: string): Promise<void> {
  const { rowCount } = await transaction.query(
    `DELETE FROM contestant c WHERE c.team_id = $1 AND c.id = $2
       AND NOT EXISTS (SELECT 1 FROM run_contestant rc WHERE rc.contestant_id = c.id)`,
    [scope.teamId, contestantId],
  );
  if (rowCount) return;
  await transaction.query('UPDATE contestant SET deleted_at = clock_timestamp() WHERE team_id = $1 AND id = $2', [
    scope.teamId,
    contestantId,
  ]);
}
