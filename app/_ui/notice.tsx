import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './notice.module.css';

/** Something the reader must know before the rest. */
export function Notice({ kind, children }: { kind: 'warning' | 'error' | 'note'; children: ReactNode }) {
  return (
    <div className={styles.notice} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name="warning" />
      <div className={styles.text}>{children}</div>
    </div>
  );
}
