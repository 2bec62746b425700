import type { Queryable } from './database.ts';
import { newId } from './new-id.ts';

export type Role = 'owner' | 'admin' | 'member' | 'viewer';

/** Who is signed in, and for which team. */
export interface SessionRow {
  userId: string;
  userName: string;
  teamId: string;
  teamName: string;
  role: Role;
}

/** Stores a secret that may be used once before it expires. Expired ones go. */
export async function insertVerification(
  database: Queryable,
  verification: { identifier: string; hash: string; lifetimeMs: number },
): Promise<void> {
  await database.query('DELETE FROM verification WHERE expires_at < now()');
  await database.query(
    `INSERT INTO verification (id, identifier, value, expires_at) VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
    [newId(), verification.identifier, verification.hash, verification.lifetimeMs / 1000],
  );
}

/** Uses a secret up: of two that ask at once, one gets it. Null when it is unknown, used or expired. */
export async function takeVerification(database: Queryable, hash: string): Promise<string | null> {
  const { rows } = await database.query<{ identifier: string; valid: boolean }>(
    'DELETE FROM verification WHERE value = $1 RETURNING identifier, expires_at > now() AS valid',
    [hash],
  );
  return rows[0]?.valid ? rows[0].identifier : null;
}

/** Stores a session. Expired ones go. */
export async function insertSession(
  database: Queryable,
  session: { hash: string; userId: string; teamId: string; lifetimeMs: number; userAgent: string | null },
): Promise<void> {
  await database.query('DELETE FROM session WHERE expires_at < now()');
  await database.query(
    `INSERT INTO session (id, token, user_id, active_team_id, expires_at, user_agent, updated_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5), $6, now())`,
    [newId(), session.hash, session.userId, session.teamId, session.lifetimeMs / 1000, session.userAgent],
  );
}

/** The session with this hash, if it has not expired and its user is still a member of its team. */
export async function findSession(database: Queryable, hash: string): Promise<SessionRow | null> {
  const { rows } = await database.query<SessionRow>(
    `SELECT u.id AS "userId", u.name AS "userName", t.id AS "teamId", t.name AS "teamName", m.role
     FROM session s JOIN "user" u ON u.id = s.user_id
     JOIN member m ON m.user_id = u.id AND m.team_id = s.active_team_id JOIN team t ON t.id = m.team_id
     WHERE s.token = $1 AND s.expires_at > now()`,
    [hash],
  );
  return rows[0] ?? null;
}

export async function deleteSession(database: Queryable, hash: string): Promise<void> {
  await database.query('DELETE FROM session WHERE token = $1', [hash]);
}
