import { useTranslations } from 'next-intl';
import styles from './prompt.module.css';

/** Somebody's text as it is, turn by turn. A long one is scrolled in its place. */
export function TextBlock({ label, turns }: { label: string; turns: readonly string[] }) {
  const t = useTranslations('benchmarks');
  return turns.map((turn, index) => {
    const name = turns.length > 1 ? t('turn', { label, number: index + 1 }) : label;
    return (
      <figure key={index} className={styles.block}>
        <figcaption>{name}</figcaption>
        {turn === '' ? (
          <p className={styles.empty}>{t('emptyText')}</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled, by keyboard too.
          <pre className={styles.text} tabIndex={0}>
            {turn}
          </pre>
        )}
      </figure>
    );
  });
}
