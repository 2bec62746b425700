import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE, preferredLocale } from './locale.ts';

/** Language of a request: the visitor's choice, else what the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : preferredLocale((await headers()).get('accept-language'));
  const { default: messages } = await import(`../../messages/${locale}.json`);
  // One zone for server and browser, or dates would change when a page wakes up.
  return { locale, messages, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
});
