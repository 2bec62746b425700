import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { findViewer, SESSION_COOKIE, type Viewer } from '#lib/access/session.ts';
import { server } from './server.ts';

/** Who asks; null without a valid session. */
export const viewer = cache(async (): Promise<Viewer | null> => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  return token ? findViewer(server().database, token) : null;
});

/** Who asks; a visitor without a session is sent to the page that explains how to get one. */
export async function requireViewer(): Promise<Viewer> {
  return (await viewer()) ?? redirect('/sign-in');
}
