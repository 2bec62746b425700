import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import styles from './gap-line.module.css';
import { useCoverageWords } from './use-coverage-words.ts';

/** How many matches the judge decided otherwise in the other order; nothing without any. A property of the judge, no alarm. */
export function InconsistentLine({ coverage }: { coverage: PlanCoverage }) {
  const { inconsistent } = useCoverageWords(coverage);
  return inconsistent && <p className={styles.gaps}>{inconsistent}</p>;
}
