import { useTranslations } from 'next-intl';
import { EXPORT_FORMATS, type ExportFormat } from '#lib/pipeline/export-formats.ts';
import styles from './export-menu.module.css';

const PARTS = ['leaderboard', 'chart', 'matches'] as const;

/** The run as files of every format, each with what it is for. */
export function ExportMenu({ number }: { number: number }) {
  const t = useTranslations('exports');
  const formats = Object.entries(EXPORT_FORMATS) as [ExportFormat, (typeof EXPORT_FORMATS)[ExportFormat]][];
  return (
    <details className={styles.menu}>
      <summary>{t('title')}</summary>
      <div className={styles.parts}>
        {PARTS.map((part) => (
          <section key={part} aria-labelledby={`export-${part}`}>
            <h3 id={`export-${part}`}>{t(part)}</h3>
            <ul>
              {formats
                .filter(([, format]) => format.part === part)
                .map(([format]) => (
                  <li key={format}>
                    <a href={`/runs/${number}/export?format=${format}`} download>
                      {t(`name_${format}`)}
                    </a>
                    <span>{t(`use_${format}`)}</span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </details>
  );
}
