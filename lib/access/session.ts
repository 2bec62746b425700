import type { Database, Queryable } from '#lib/db/database.ts';
import { deleteSession, findSession, insertSession, type Role } from '#lib/db/sessions.ts';
import { type TeamScope, teamScope } from './team-scope.ts';
import { hashToken, newToken } from './token.ts';

export const SESSION_COOKIE = 'joust_session';
export const SESSION_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** Who asks, and for which team they may act. */
export interface Viewer {
  readonly scope: TeamScope;
  readonly user: { readonly id: string; readonly name: string };
  readonly team: string;
  readonly role: Role;
}

/** Starts a session; returns the cookie's value. */
export async function startSession(
  database: Database,
  session: { userId: string; teamId: string; userAgent: string | null },
): Promise<string> {
  const token = newToken();
  await insertSession(database, {
    ...session,
    hash: hashToken(token),
    expiresAt: new Date(Date.now() + SESSION_LIFETIME_MS),
  });
  return token;
}

/** The viewer behind a cookie's value; null when the session is unknown, has expired or its member has left. */
export async function findViewer(database: Queryable, token: string): Promise<Viewer | null> {
  const session = await findSession(database, hashToken(token));
  if (!session) return null;
  return {
    scope: teamScope(session.teamId),
    user: { id: session.userId, name: session.userName },
    team: session.teamName,
    role: session.role,
  };
}

/** Ends a session: its token signs nobody in any more. */
export async function endSession(database: Database, token: string): Promise<void> {
  await deleteSession(database, hashToken(token));
}

/** Whether a role may start, pause and pay. */
export function maySpend(role: Role): boolean {
  return role !== 'viewer';
}

/** Whether a role may bring in and delete prompts and answers. */
export function mayUpload(role: Role): boolean {
  return role !== 'viewer';
}
