import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CategoryChoice } from '../../_data/category-boards.ts';
import styles from './category-tabs.module.css';

/** All prompts, or those of one category; a category with too few matches is marked. Nothing where there are none. */
export function CategoryTabs(props: { path: string; tabs: readonly CategoryChoice[]; current: string | null }) {
  const { path, tabs, current } = props;
  const t = useTranslations('categories');
  if (tabs.length < 2) return null;
  return (
    <nav className={styles.tabs} aria-label={t('label')}>
      <ul>
        {tabs.map(({ category, isThin }) => (
          <li key={category}>
            <Link
              href={category === null ? path : `${path}?${new URLSearchParams({ category })}`}
              aria-current={category === current ? 'page' : undefined}
              scroll={false}
            >
              {category ?? t('all')}
              {isThin && <span className={styles.thin}>{t('thin')}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
