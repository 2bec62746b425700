import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { PromptLine } from '#lib/db/prompt-pages.ts';
import table from '../../../_ui/table.module.css';
import styles from './prompts.module.css';

/** Prompts with the beginning of their text. `more`: how many there are, when not all are listed. */
export function PromptTable(props: {
  benchmarkId: string;
  title: string;
  prompts: readonly PromptLine[];
  more: number | null;
}) {
  const t = useTranslations('benchmarks');
  const path = `/benchmarks/${props.benchmarkId}/prompts`;
  return (
    <section className={table.section}>
      <h2>{props.title}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('prompt')}</th>
              <th scope="col">{t('text')}</th>
              <th scope="col">{t('category')}</th>
              <th scope="col">{t('tags')}</th>
            </tr>
          </thead>
          <tbody>
            {props.prompts.map((prompt) => (
              <tr key={prompt.key}>
                <td className={table.name}>
                  <Link href={`${path}/${encodeURIComponent(prompt.key)}`}>{prompt.key}</Link>
                  {prompt.turns > 1 && <span className={table.soft}> {t('turns', { count: prompt.turns })}</span>}
                </td>
                <td className={styles.beginning}>
                  <span>{prompt.beginning}</span>
                </td>
                <td className={styles.category}>{prompt.category ?? ''}</td>
                <td className={table.soft}>{prompt.tags.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {props.more !== null && (
        <p>
          <Link href={path}>{t('allPrompts', { count: props.more })}</Link>
        </p>
      )}
    </section>
  );
}
