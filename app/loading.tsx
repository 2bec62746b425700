import { useTranslations } from 'next-intl';
import styles from './loading.module.css';

export default function Loading() {
  const t = useTranslations('loading');
  return (
    <main id="content" className={styles.loading} aria-busy="true">
      <p className="visually-hidden" role="status">
        {t('text')}
      </p>
      <div className={styles.line} data-size="title" />
      <div className={styles.line} />
      <div className={styles.line} />
      <div className={styles.line} data-size="short" />
    </main>
  );
}
