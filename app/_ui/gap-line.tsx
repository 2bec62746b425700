import { useTranslations } from 'next-intl';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import styles from './gap-line.module.css';
import { useCoverageWords } from './use-coverage-words.ts';

/** Why matches have no verdict, and how many contradict themselves; nothing where all is well. */
export function GapLine({ coverage }: { coverage: PlanCoverage }) {
  const t = useTranslations('coverage');
  const words = useCoverageWords(coverage);
  const parts = [...words.reasons, ...(words.inconsistent ? [words.inconsistent] : [])];
  if (parts.length === 0) return null;
  return (
    <div className={styles.gaps}>
      <span className={styles.label}>{t(coverage.withoutVerdict > 0 ? 'noVerdict' : 'noWinner')}</span>
      <ul>
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  );
}
