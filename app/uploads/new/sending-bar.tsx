import { useTranslations } from 'next-intl';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './upload.module.css';

/** How much of the files has arrived. */
export function SendingBar(props: { files: number; bytes: number; sent: number; stop: () => void }) {
  const { files, bytes, sent, stop } = props;
  const t = useTranslations('upload');
  const numbers = useNumbers();
  const share = bytes === 0 ? 1 : sent / bytes;
  return (
    <section className={styles.sending} aria-live="polite">
      <p>{t('sending', { files, share: numbers.share(share), total: megabytes(bytes) })}</p>
      <progress className={styles.bar} value={share} max={1} aria-label={t('sendingLabel')} />
      <button type="button" className="button" data-quiet onClick={stop}>
        {t('stop')}
      </button>
    </section>
  );
}

function megabytes(bytes: number): string {
  const size = bytes / 1e6;
  return size >= 10 ? size.toFixed(0) : size.toFixed(1);
}
