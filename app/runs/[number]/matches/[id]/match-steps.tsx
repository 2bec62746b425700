import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from '../../../../_ui/icon.tsx';
import styles from './match-steps.module.css';

/** To the matches beside this one, to the list they are from, and to the bracket. */
export function MatchSteps(props: { previous: string | null; next: string | null; back: string; bracket: string }) {
  const { previous, next, back, bracket } = props;
  const t = useTranslations('match');
  return (
    <nav className={styles.steps} aria-label={t('steps')}>
      {previous ? (
        <Link id="previous-match" href={previous} className="button" data-quiet aria-label={t('previous')}>
          <Icon name="left" />
          <span>{t('previousShort')}</span>
        </Link>
      ) : (
        <span className={styles.end}>{t('first')}</span>
      )}
      {next ? (
        <Link id="next-match" href={next} className="button" data-quiet aria-label={t('next')}>
          <span>{t('nextShort')}</span>
          <Icon name="right" />
        </Link>
      ) : (
        <span className={styles.end}>{t('last')}</span>
      )}
      <Link href={back}>{t('backToList')}</Link>
      <Link href={bracket}>{t('openBracket')}</Link>
    </nav>
  );
}
