import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';
import type { Entrant } from './entrants.ts';
import { newId } from './new-id.ts';

/** The board that a run feeds; made, for this run alone, if there is none. */
export async function ensureRunBoard(transaction: Queryable, scope: TeamScope, runId: string): Promise<string> {
  const existing = await transaction.query<{ id: string }>(
    `SELECT board_id AS id FROM board_source WHERE team_id = $1 AND run_id = $2 LIMIT 1`,
    [scope.teamId, runId],
  );
  if (existing.rows[0]) return existing.rows[0].id;
  const { rows } = await transaction.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO board (id, team_id, benchmark_version_id, judges_hash, settings_hash, name)
       SELECT $3, r.team_id, r.benchmark_version_id, (SELECT string_agg(judge_version_id::text, ',' ORDER BY judge_version_id) FROM run_judge WHERE run_id = r.id AND generation = 0),
              'run ' || r.id, 'Run #' || r.number FROM run r WHERE r.team_id = $1 AND r.id = $2
       ON CONFLICT (team_id, benchmark_version_id, judges_hash, settings_hash) DO UPDATE SET name = excluded.name RETURNING id, team_id),
     source AS (INSERT INTO board_source (team_id, board_id, run_id) SELECT team_id, id, $2 FROM made ON CONFLICT DO NOTHING)
     SELECT id FROM made`,
    [scope.teamId, runId, newId()],
  );
  return (rows[0] as { id: string }).id;
}

/** Lets a new run feed the board of an older one. */
export async function joinBoard(
  transaction: Queryable,
  scope: TeamScope,
  { runId, of }: { runId: string; of: string },
): Promise<void> {
  const boardId = await ensureRunBoard(transaction, scope, of);
  await transaction.query('INSERT INTO board_source (team_id, board_id, run_id) VALUES ($1, $2, $3)', [
    scope.teamId,
    boardId,
    runId,
  ]);
}

/** The runs that feed the board of a run, the one it began with first; the run alone while it has no board. */
export async function runsOfBoard(database: Queryable, scope: TeamScope, runId: string): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT r.id FROM run r WHERE r.team_id = $1 AND (r.id = $2 OR EXISTS (
       SELECT 1 FROM board_source own JOIN board_source other ON other.board_id = own.board_id
       WHERE own.team_id = $1 AND own.run_id = $2 AND other.run_id = r.id)) ORDER BY r.number`,
    [scope.teamId, runId],
  );
  return rows.map((row) => row.id);
}

/** A contestant of a board, as frozen by the run that brought it there. */
export interface BoardEntrant extends Entrant {
  /** Number of that run. */
  run: number;
  /** That run has ended. */
  ended: boolean;
  /** Its answers were deleted: it keeps its place and meets nobody any more. */
  erased: boolean;
}

/** Who plays on a board, by name; runs that were cancelled before anything was judged brought nobody. */
export async function boardEntrants(
  database: Queryable,
  scope: TeamScope,
  runIds: readonly string[],
): Promise<BoardEntrant[]> {
  const { rows } = await database.query<BoardEntrant>(
    `SELECT * FROM (
       SELECT DISTINCT ON (c.id) c.id AS "contestantId", c.name, rc.submission_id AS "submissionId", rc.family, r.number AS run,
         r.ended_at IS NOT NULL AS ended, s.deleted_at IS NOT NULL AS erased
       FROM run_contestant rc JOIN run r ON r.id = rc.run_id JOIN contestant c ON c.id = rc.contestant_id
       JOIN submission s ON s.id = rc.submission_id
       WHERE rc.team_id = $1 AND rc.run_id = ANY($2::uuid[]) AND (r.schedule <> 'newcomer' OR rc.anchor)
         AND (r.state NOT IN ('CANCELLING', 'CANCELLED') OR EXISTS (SELECT 1 FROM judgement j WHERE j.run_id = r.id))
       ORDER BY c.id, r.number) entrant ORDER BY name COLLATE "C"`,
    [scope.teamId, runIds],
  );
  return rows;
}
