import { useTranslations } from 'next-intl';
import styles from './loading-lines.module.css';

/** What stands where a page will be. */
export function LoadingLines() {
  const t = useTranslations('loading');
  return (
    <>
      <div className={styles.header} />
      <main id="content" className={styles.loading} aria-busy="true">
        <p className="visually-hidden" role="status">
          {t('text')}
        </p>
        <div className={styles.line} data-size="title" />
        <div className={styles.line} />
        <div className={styles.line} />
        <div className={styles.line} data-size="short" />
      </main>
    </>
  );
}
