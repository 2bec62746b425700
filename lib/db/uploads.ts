import type { TeamScope } from '#lib/access/team-scope.ts';
import type { ErrorReport } from '#lib/errors.ts';
import type { Queryable } from './database.ts';
import { newId } from './new-id.ts';

export type UploadState = 'receiving' | 'queued' | 'importing' | 'imported' | 'rejected' | 'failed';

/** A file as it was announced. */
export interface UploadFile {
  /** As the user called it; never part of a path. */
  name: string;
  bytes: number;
}

/** An upload through a page. */
export interface UploadRow {
  id: string;
  teamId: string;
  files: UploadFile[];
  state: UploadState;
  settings: unknown;
  /** Rows read so far. */
  rows: number;
  report: unknown;
  createdAt: Date;
  endedAt: Date | null;
}

const COLUMNS =
  'id, team_id AS "teamId", files, state, settings, rows, report, created_at AS "createdAt", ended_at AS "endedAt"';

/** Announces an upload; returns its id. */
export async function insertUpload(
  database: Queryable,
  scope: TeamScope,
  files: readonly UploadFile[],
): Promise<string> {
  const id = newId();
  await database.query(`INSERT INTO upload (id, team_id, files, state) VALUES ($1, $2, $3, 'receiving')`, [
    id,
    scope.teamId,
    JSON.stringify(files),
  ]);
  return id;
}

/** An upload of the team; null when there is none. */
export async function findUpload(database: Queryable, scope: TeamScope, id: string): Promise<UploadRow | null> {
  const { rows } = await database.query<UploadRow>(
    `SELECT ${COLUMNS} FROM upload WHERE team_id = $1 AND id::text = $2`,
    [scope.teamId, id],
  );
  return rows[0] ?? null;
}

/** Hands an upload that was received over to be imported; false when it is not at that point. */
export async function queueUpload(
  database: Queryable,
  scope: TeamScope,
  upload: { id: string; settings: unknown },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `UPDATE upload SET state = 'queued', settings = $3, rows = 0, report = NULL, ended_at = NULL
     WHERE team_id = $1 AND id = $2 AND state::text IN ('receiving', 'rejected', 'failed')`,
    [scope.teamId, upload.id, JSON.stringify(upload.settings)],
  );
  return rowCount === 1;
}

/**
 * Takes a queued upload, or one whose worker died, and holds it until the transaction ends: who comes second gets null, as does
 * whoever comes after it was imported. The row itself stays free, so that progress can be written beside the transaction.
 */
export async function holdUpload(transaction: Queryable, scope: TeamScope, id: string): Promise<UploadRow | null> {
  const { rows } = await transaction.query<UploadRow & { held: boolean }>(
    `SELECT ${COLUMNS}, pg_try_advisory_xact_lock(hashtextextended('upload ' || id, 0)) AS held FROM upload
     WHERE team_id = $1 AND id = $2 AND state::text IN ('queued', 'importing')`,
    [scope.teamId, id],
  );
  const [row] = rows;
  if (!row?.held) return null;
  const { held: _, ...upload } = row;
  return upload;
}

/** Says how far the import of an upload has come. */
export async function sayUploadProgress(
  database: Queryable,
  scope: TeamScope,
  { id, rows }: { id: string; rows: number },
): Promise<void> {
  await database.query(
    `UPDATE upload SET state = 'importing', rows = $3 WHERE team_id = $1 AND id = $2 AND state::text IN ('queued', 'importing')`,
    [scope.teamId, id, rows],
  );
}

/** Says how an upload came out. */
export async function endUpload(
  database: Queryable,
  scope: TeamScope,
  outcome: { id: string; state: 'imported' | 'rejected' | 'failed'; rows: number; report: unknown | ErrorReport },
): Promise<void> {
  await database.query(
    `UPDATE upload SET state = $3, rows = $4, report = $5, ended_at = now() WHERE team_id = $1 AND id = $2`,
    [scope.teamId, outcome.id, outcome.state, outcome.rows, JSON.stringify(outcome.report)],
  );
}

/** Uploads that wait for a worker: queued, or left by one that died. */
export async function waitingUploads(database: Queryable): Promise<{ id: string; teamId: string }[]> {
  const { rows } = await database.query<{ id: string; teamId: string }>(
    `SELECT id, team_id AS "teamId" FROM upload WHERE state::text IN ('queued', 'importing') ORDER BY created_at LIMIT 100`,
  );
  return rows;
}

/** Uploads nobody has gone on with for a day, and those that ended: their files can go. */
export async function forgottenUploads(database: Queryable): Promise<{ id: string; teamId: string }[]> {
  const { rows } = await database.query<{ id: string; teamId: string }>(
    `SELECT id, team_id AS "teamId" FROM upload
     WHERE state::text NOT IN ('queued', 'importing') AND created_at < now() - interval '1 day' ORDER BY created_at LIMIT 100`,
  );
  return rows;
}

/** Removes the record of an upload. */
export async function deleteUpload(database: Queryable, scope: TeamScope, id: string): Promise<void> {
  await database.query('DELETE FROM upload WHERE team_id = $1 AND id = $2', [scope.teamId, id]);
}
