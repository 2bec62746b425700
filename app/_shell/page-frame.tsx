import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './page-frame.module.css';

export interface Crumb {
  label: string;
  href?: string;
}

/** A label that may be cut where there is no room; short ones are left whole. */
const LONG = 24;

/** A page: where it stands, its one primary action, the pages beside it, its content. */
export function PageFrame(props: { crumbs: Crumb[]; action?: ReactNode; tabs?: ReactNode; children: ReactNode }) {
  const { crumbs, action, tabs, children } = props;
  const t = useTranslations('shell');
  return (
    <>
      <header className={styles.header}>
        <nav aria-label={t('breadcrumbs')} className={styles.crumbs}>
          <ol>
            {crumbs.map(({ label, href }, index) => (
              <li
                key={`${index} ${label}`}
                title={label}
                data-long={label.length > LONG || undefined}
                aria-current={index === crumbs.length - 1 ? 'page' : undefined}
              >
                {href ? <Link href={href}>{label}</Link> : <span>{label}</span>}
              </li>
            ))}
          </ol>
        </nav>
        {action}
      </header>
      {tabs}
      <main id="content" className={styles.content}>
        {children}
      </main>
    </>
  );
}
