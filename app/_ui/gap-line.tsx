import { useTranslations } from 'next-intl';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import styles from './gap-line.module.css';
import { useCoverageWords } from './use-coverage-words.ts';

/** Why matches have no verdict; nothing where all have one. */
export function GapLine({ coverage }: { coverage: PlanCoverage }) {
  const t = useTranslations('coverage');
  const { reasons } = useCoverageWords(coverage);
  if (reasons.length === 0) return null;
  return (
    <div className={styles.gaps}>
      <span className={styles.label}>{t('noVerdict')}</span>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
}
