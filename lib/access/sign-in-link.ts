import { z } from 'zod';
import type { Database } from '#lib/db/database.ts';
import { insertVerification, takeVerification } from '#lib/db/sessions.ts';
import { hashToken, newToken } from './token.ts';

const LIFETIME_MS = 60 * 60 * 1000;

const PURPOSE = 'sign-in';
const identifier = z.templateLiteral([PURPOSE, ':', z.uuid(), ':', z.uuid()]);

/** A link that signs a user in once, within an hour. Only a hash of its token is stored. */
export async function createSignInLink(
  database: Database,
  link: { userId: string; teamId: string; baseUrl: string },
): Promise<string> {
  const token = newToken();
  await insertVerification(database, {
    identifier: `${PURPOSE}:${link.userId}:${link.teamId}`,
    hash: hashToken(token),
    expiresAt: new Date(Date.now() + LIFETIME_MS),
  });
  const url = new URL('/sign-in', link.baseUrl);
  url.searchParams.set('token', token);
  return url.href;
}

/** Whom the token of a link signs in; null when it is unknown, used or too old. It cannot be used again. */
export async function redeemSignInToken(
  database: Database,
  token: string,
): Promise<{ userId: string; teamId: string } | null> {
  const found = identifier.safeParse(await takeVerification(database, hashToken(token)));
  if (!found.success) return null;
  const [, userId, teamId] = found.data.split(':') as [string, string, string];
  return { userId, teamId };
}
