import { useTranslations } from 'next-intl';
import styles from './toast.module.css';

/** Something that has just happened, until it is closed. */
export function Toast({ text, close }: { text: string; close: () => void }) {
  const t = useTranslations('trial');
  return (
    <div className={styles.toast} role="status">
      <p>{text}</p>
      <button type="button" className="button" data-quiet onClick={close}>
        {t('closeNotice')}
      </button>
    </div>
  );
}
