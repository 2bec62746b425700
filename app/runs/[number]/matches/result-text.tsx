import { useTranslations } from 'next-intl';
import styles from './result-text.module.css';
import type { Outcome } from './sides-of.ts';

/** What came of a match, from the left; an upset with how far the winner is rated below. Never by colour alone. */
export function ResultText({ outcome, gap }: { outcome: Outcome; gap: number | null }) {
  const t = useTranslations('matches');
  return (
    <>
      <span className={styles.result} data-outcome={outcome}>
        {t(`outcome_${outcome}`)}
      </span>
      {gap !== null && (
        <span className={styles.upset} title={t('upsetHelp')}>
          {t('upset', { gap: Math.round(gap) })}
        </span>
      )}
    </>
  );
}
