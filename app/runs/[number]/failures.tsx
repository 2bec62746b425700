import { useTranslations } from 'next-intl';
import type { RunProgress } from '#lib/db/run-progress.ts';
import { failureGroups } from './failure-groups.ts';
import styles from './failures.module.css';

/** What went wrong, by reason: what to do first, then what was said. */
export function Failures({ failures }: { failures: RunProgress['failures'] }) {
  const t = useTranslations('failures');
  const groups = failureGroups(failures);
  return (
    <section aria-labelledby="failures-title" className={styles.failures}>
      <h2 id="failures-title">{t('title')}</h2>
      {groups.length === 0 ? (
        <p className={styles.none}>{t('none')}</p>
      ) : (
        <ul>
          {groups.map(({ reason, outcome, calls, example }) => (
            <li key={`${reason} ${outcome}`} data-outcome={outcome}>
              <p className={styles.fix}>
                {t(`fix_${reason}`)} <span className={styles.count}>{t(`outcome_${outcome}`, { calls })}</span>
              </p>
              <p className={styles.example} lang="en" title={example}>
                {example}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
