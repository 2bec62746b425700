import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { AnswerGap, UploadCount } from '#lib/db/benchmark-pages.ts';
import { ContestantName } from '../../_ui/contestant-name.tsx';
import table from '../../_ui/table.module.css';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './answer-coverage.module.css';
import type { CoverageCell, CoverageRow } from './coverage-of.ts';

interface Props {
  benchmarkId: string;
  rows: readonly CoverageRow[];
  categories: readonly { category: string | null; prompts: number }[];
  gaps: readonly AnswerGap[];
  uploads: ReadonlyMap<string, UploadCount>;
  colours: Record<string, string>;
}

/** So many categories fit beside the names. */
const COLUMNS = 12;
const NAMED_GAPS = 200;

/** Who answered what: contestants by category, what is missing or empty in each cell, and every gap by name. */
export function AnswerCoverage(props: Props) {
  const t = useTranslations('benchmarks');
  const { rows, categories } = props;
  const columns = categories.length > 1 && categories.length <= COLUMNS ? categories : [];
  if (rows.length === 0) {
    return (
      <section className={table.section}>
        <h2>{t('contestants')}</h2>
        <p className={table.soft}>{t('noContestants')}</p>
      </section>
    );
  }
  return (
    <section className={table.section}>
      <h2>{t('contestants')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled, by keyboard too. */}
      <section className={styles.frame} tabIndex={0} aria-label={t('coverageLabel')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.sticky}>
                {t('contestant')}
              </th>
              <th scope="col" data-number>
                {t('answered')}
              </th>
              <th scope="col" data-number>
                {t('submissions')}
              </th>
              <th scope="col">{t('newest')}</th>
              {columns.map(({ category, prompts }) => (
                <th key={category ?? ''} scope="col" data-number title={t('promptCount', { prompts })}>
                  {category ?? t('noCategory')} <span className={styles.size}>{prompts}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.contestantId} row={row} columns={columns.length} {...props} />
            ))}
          </tbody>
        </table>
      </section>
      <Gaps {...props} />
    </section>
  );
}

function Row({ row, columns, uploads, colours }: Props & { row: CoverageRow; columns: number }) {
  const t = useTranslations('benchmarks');
  const format = useFormatter();
  const numbers = useNumbers();
  const upload = uploads.get(row.contestantId);
  const { prompts, missing } = row.all;
  return (
    <tr>
      <th scope="row" className={`${styles.sticky} ${styles.rowHead}`}>
        <Link href={`/contestants/${row.contestantId}`}>
          <ContestantName name={row.name} colour={colours[row.name]} />
        </Link>
      </th>
      <td data-number>
        {t('ofPrompts', { answered: numbers.count(prompts - missing), prompts: numbers.count(prompts) })}
        <GapWords cell={row.all} />
      </td>
      <td data-number>{numbers.count(upload?.submissions ?? 0)}</td>
      <td className={table.when}>{upload && format.dateTime(upload.newestAt, { dateStyle: 'medium' })}</td>
      {row.cells.slice(0, columns).map((cell, index) => (
        <td key={index} data-number data-gaps={cell.missing + cell.empty > 0 || undefined} className={styles.cell}>
          {cell.missing + cell.empty === 0 ? (
            <span className={styles.whole}>
              <span aria-hidden="true">·</span>
              <span className="visually-hidden">{t('allAnswered')}</span>
            </span>
          ) : (
            <GapWords cell={cell} />
          )}
        </td>
      ))}
    </tr>
  );
}

function GapWords({ cell }: { cell: CoverageCell }) {
  const t = useTranslations('benchmarks');
  if (cell.missing + cell.empty === 0) return null;
  return <span className={styles.gaps}>{t('gaps', { missing: cell.missing, empty: cell.empty })}</span>;
}

function Gaps({ benchmarkId, gaps, rows }: Props) {
  const t = useTranslations('benchmarks');
  const nameOf = new Map(rows.map((row) => [row.submissionId, row.name]));
  if (gaps.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{t('gapList', { count: gaps.length })}</summary>
      <ul>
        {gaps.slice(0, NAMED_GAPS).map((gap) => (
          <li key={`${gap.submissionId} ${gap.promptKey}`}>
            {nameOf.get(gap.submissionId)}:{' '}
            <Link href={`/benchmarks/${benchmarkId}/prompts/${encodeURIComponent(gap.promptKey)}`}>
              {gap.promptKey}
            </Link>{' '}
            <span className={table.soft}>{t(`gap_${gap.kind}`)}</span>
          </li>
        ))}
      </ul>
      {gaps.length > NAMED_GAPS && <p className={table.soft}>{t('moreGaps', { count: gaps.length - NAMED_GAPS })}</p>}
    </details>
  );
}
