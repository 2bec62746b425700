import { useTranslations } from 'next-intl';
import type { ImportResult } from '#lib/pipeline/import-responses.ts';
import { Notice } from '../../_ui/notice.tsx';
import table from '../../_ui/table.module.css';
import { useNumbers } from '../../_ui/use-numbers.ts';

const NAMED = 5;

/** Whose answers came in, which are missing, and which are empty. */
export function ImportedContestants({ result }: { result: ImportResult }) {
  const t = useTranslations('upload');
  const numbers = useNumbers();
  return (
    <>
      {result.inOtherOrder.length > 0 && (
        <Notice kind="note">{t('inOtherOrder', { files: result.inOtherOrder.join(', ') })}</Notice>
      )}
      {result.failedRows > 0 && <Notice kind="warning">{t('failedRows', { count: result.failedRows })}</Notice>}
      <table className={table.table} data-cards>
        <thead>
          <tr>
            <th>{t('contestantHead')}</th>
            <th data-number>{t('answers')}</th>
            <th data-number>{t('missingHead')}</th>
            <th data-number>{t('emptyHead')}</th>
            <th data-number>{t('keptHead')}</th>
          </tr>
        </thead>
        <tbody>
          {result.submissions.map((one) => (
            <tr key={one.contestant}>
              <td className={table.name}>{one.contestant}</td>
              <td data-number data-label={t('answers')}>
                {numbers.count(one.responses)}
              </td>
              <td data-number data-label={t('missingHead')}>
                {one.missing === 0 ? '0' : `${numbers.count(one.missing)}: ${named(one.missingPrompts, one.missing)}`}
              </td>
              <td data-number data-label={t('emptyHead')}>
                {numbers.count(one.empty)}
              </td>
              <td data-number data-label={t('keptHead')}>
                {numbers.count(one.kept)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function named(keys: readonly string[], count: number): string {
  return `${keys.slice(0, NAMED).join(', ')}${count > NAMED ? ' …' : ''}`;
}
