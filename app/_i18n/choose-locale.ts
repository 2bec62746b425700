'use server';

import { cookies } from 'next/headers';
import { z } from 'zod';
import { LOCALE_COOKIE, LOCALES } from './locale.ts';

/** Remembers a language. Open to everybody: it concerns nobody else. */
export async function chooseLocale(locale: string): Promise<void> {
  const chosen = z.enum(LOCALES).parse(locale);
  (await cookies()).set(LOCALE_COOKIE, chosen, { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 });
}
