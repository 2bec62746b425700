import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { SESSION_COOKIE, SESSION_LIFETIME_MS, startSession } from '#lib/access/session.ts';
import { redeemSignInToken } from '#lib/access/sign-in-link.ts';
import { server } from '../../_data/server.ts';

const tokenText = z.string().regex(/^[\w-]{43}$/);

/** Uses a sign-in link up: starts a session and goes home. */
export async function GET(request: NextRequest): Promise<never> {
  const { database } = server();
  const token = tokenText.safeParse(request.nextUrl.searchParams.get('token'));
  const member = token.success ? await redeemSignInToken(database, token.data) : null;
  if (!member) redirect('/sign-in?used');
  const value = await startSession(database, { ...member, userAgent: request.headers.get('user-agent') });
  (await cookies()).set(SESSION_COOKIE, value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: SESSION_LIFETIME_MS / 1000,
    secure: request.headers.get('x-forwarded-proto') === 'https',
  });
  redirect('/');
}
