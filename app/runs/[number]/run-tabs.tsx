import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './run-tabs.module.css';

const TABS = ['overview', 'leaderboard', 'matches', 'matrices', 'brackets'] as const;
export type RunTab = (typeof TABS)[number];

const PATHS: Record<RunTab, string> = {
  overview: '',
  leaderboard: '/leaderboard',
  matches: '/matches',
  matrices: '/matrices',
  brackets: '/brackets',
};

/** The pages of a run, beside one another; `children` stand at the end of the line. */
export function RunTabs({ number, current, children }: { number: number; current: RunTab; children?: ReactNode }) {
  const t = useTranslations('tabs');
  return (
    <div className={styles.tabs}>
      <nav aria-label={t('label')}>
        <ul>
          {TABS.map((tab) => (
            <li key={tab}>
              <Link href={`/runs/${number}${PATHS[tab]}`} aria-current={tab === current ? 'page' : undefined}>
                {t(tab)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}
