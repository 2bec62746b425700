import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './headline.module.css';

/** The question a page answers, and the answer. What was simulated says so in the title itself. */
export function Headline(props: { question: string; simulated?: boolean; children: ReactNode; state?: ReactNode }) {
  const t = useTranslations('words');
  return (
    <div className={styles.headline}>
      <p className={styles.question}>{props.question}</p>
      <h1 className={styles.answer}>
        {props.simulated && <span className={styles.simulated}>{t('simulated')}</span>}
        {props.children}
      </h1>
      {props.state}
    </div>
  );
}
