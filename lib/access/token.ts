import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits, safe in URLs and cookies. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. It is random, so a plain hash suffices: nobody can guess what was hashed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
