import type { TeamScope } from '#lib/access/team-scope.ts';
import type { Queryable } from './database.ts';

/** What people write on a run. Left out: stays as it is. */
export interface RunLabels {
  /** Null takes it away. */
  name?: string | null;
  notes?: string;
}

/** Writes a run's name and notes. */
export async function labelRun(
  database: Queryable,
  scope: TeamScope,
  { runId, name, notes }: RunLabels & { runId: string },
): Promise<void> {
  await database.query(
    `UPDATE run SET name = CASE WHEN $3 THEN $4 ELSE name END, notes = coalesce($5, notes) WHERE team_id = $1 AND id = $2`,
    [scope.teamId, runId, name !== undefined, name ?? null, notes ?? null],
  );
}

/** Hides a run from lists, or shows it again; false while it is under way. */
export async function archiveRun(
  database: Queryable,
  scope: TeamScope,
  { runId, archived }: { runId: string; archived: boolean },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `UPDATE run SET archived_at = CASE WHEN $3 THEN coalesce(archived_at, clock_timestamp()) END
     WHERE team_id = $1 AND id = $2 AND (NOT $3 OR ended_at IS NOT NULL OR state = 'PLANNED')`,
    [scope.teamId, runId, archived],
  );
  return rowCount === 1;
}
