import { useTranslations } from 'next-intl';
import type { DatasetRow } from '#lib/dataset/dataset-row.ts';
import table from '../../_ui/table.module.css';
import styles from './upload.module.css';

const SHOWN = 240;

/** The first rows of a file as they would be imported, and what is wrong with them. */
export function PreviewRows({ rows }: { rows: readonly DatasetRow[] }) {
  const t = useTranslations('upload');
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled, by keyboard too.
    <section className={table.frame} tabIndex={0} aria-label={t('preview')}>
      <table className={table.table} data-cards>
        <thead>
          <tr>
            <th>{t('kind')}</th>
            <th>{t('key')}</th>
            <th>{t('text')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.line} ${row.kind} ${keyOf(row)}`}>
              <td>{t(`kind_${row.kind}`)}</td>
              <td className={table.strong}>{keyOf(row)}</td>
              <td className={styles.preview}>{textOf(row, t('problem', problemOf(row)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function keyOf(row: DatasetRow): string {
  if (row.kind === 'prompt') return row.key;
  if (row.kind === 'response') return `${row.contestant} · ${row.promptKey}`;
  return `${row.file}:${row.line}`;
}

function textOf(row: DatasetRow, problem: string): string {
  if (row.kind === 'bad') return problem;
  const text = row.kind === 'failed' ? row.reason : row.turns.join(' ⏎ ');
  return text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text;
}

function problemOf(row: DatasetRow): { field: string; expected: string; got: string } {
  const [first] = row.kind === 'bad' ? row.problems : [];
  return { field: first?.field ?? '', expected: first?.expected ?? '', got: first?.got ?? '' };
}
