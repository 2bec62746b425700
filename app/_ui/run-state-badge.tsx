import { useTranslations } from 'next-intl';
import type { PauseReason, RunState } from '#lib/db/run-row.ts';
import styles from './run-state-badge.module.css';

/** A run's state in words, with a mark whose shape differs too. */
export function RunStateBadge({ state, pauseReason }: { state: RunState; pauseReason: PauseReason | null }) {
  const t = useTranslations('runState');
  const text = state === 'PAUSED' && pauseReason ? t(`PAUSED_${pauseReason}`) : t(state);
  return (
    <span className={styles.badge} data-state={state}>
      <span className={styles.mark} aria-hidden="true" />
      {text}
    </span>
  );
}
