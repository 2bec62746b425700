import Link from 'next/link';
import { useTranslations } from 'next-intl';
import styles from './match-pager.module.css';

/** The pages before and after; nothing where one page holds all. */
export function MatchPager({ previous, next }: { previous: string | null; next: string | null }) {
  const t = useTranslations('matches');
  if (previous === null && next === null) return null;
  return (
    <nav className={styles.pager} aria-label={t('pages')}>
      {previous && (
        <Link id="previous-page" className="button" data-quiet href={previous}>
          {t('previousPage')}
        </Link>
      )}
      {next && (
        <Link id="next-page" className="button" data-quiet href={next}>
          {t('nextPage')}
        </Link>
      )}
    </nav>
  );
}
