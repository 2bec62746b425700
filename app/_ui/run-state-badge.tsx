import { useTranslations } from 'next-intl';
import type { PauseReason, RunState } from '#lib/db/run-row.ts';
import styles from './run-state-badge.module.css';

/** A run's state in words, with a mark whose shape differs too; `short` when so much has no verdict that "completed" would mislead. */
export function RunStateBadge(props: { state: RunState; pauseReason: PauseReason | null; short: boolean }) {
  const { state, pauseReason, short } = props;
  const t = useTranslations('runState');
  const text = state === 'PAUSED' && pauseReason ? t(`PAUSED_${pauseReason}`) : t(state);
  return (
    <span className={styles.badge} data-state={short && state === 'COMPLETED' ? 'COMPLETED_WITH_GAPS' : state}>
      <span className={styles.mark} aria-hidden="true" />
      {text}
    </span>
  );
}
