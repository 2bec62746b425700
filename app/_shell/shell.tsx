import { cookies } from 'next/headers';
import { useTranslations } from 'next-intl';
import { type ReactNode, use } from 'react';
import { SESSION_COOKIE } from '#lib/access/session.ts';
import { Navigation } from './navigation.tsx';
import { NAVIGATION_COOKIE } from './navigation-cookie.ts';
import styles from './shell.module.css';

/** Navigation beside one column of content. It reads no database: pages must be able to say that there is none. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  const jar = use(cookies());
  const collapsed = jar.get(NAVIGATION_COOKIE)?.value === 'collapsed';
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <Navigation signedIn={jar.has(SESSION_COOKIE)} initiallyCollapsed={collapsed} />
      <div className={styles.column}>{children}</div>
    </div>
  );
}
