import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { findViewer, SESSION_COOKIE, type Viewer } from '#lib/access/session.ts';
import { server } from './server.ts';

/** Who asks; null without a valid session. */
export const viewer = cache(async (): Promise<Viewer | null> => {
  const token = await sessionToken();
  return token ? findViewer(server().database, token) : null;
});

/** A question for later, when the request is long answered: whether its session still acts for the same team. */
export async function isStillSignedIn(asker: Viewer): Promise<() => Promise<boolean>> {
  const token = await sessionToken();
  return async () => {
    const now = token ? await findViewer(server().database, token) : null;
    return now?.scope.teamId === asker.scope.teamId;
  };
}

async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(SESSION_COOKIE)?.value;
}

/** Who asks; a visitor without a session is sent to the page that explains how to get one. */
export async function requireViewer(): Promise<Viewer> {
  return (await viewer()) ?? redirect('/sign-in');
}
