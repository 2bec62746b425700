import { useTranslations } from 'next-intl';
import type { UploadFailure } from '#lib/pipeline/import-upload.ts';
import { Notice } from '../../_ui/notice.tsx';
import table from '../../_ui/table.module.css';

/** Why nothing was imported: row by row where rows are wrong. */
export function ImportProblems({ failure }: { failure: UploadFailure }) {
  const t = useTranslations('upload');
  const { error, problems, badRows } = failure;
  const { expected, got, fix } = error;
  if (problems.length === 0) return <Notice kind="error">{t('refused', { expected, got, fix })}</Notice>;
  return (
    <>
      <Notice kind="error">{fix}</Notice>
      <table className={table.table} data-cards>
        <caption className="visually-hidden">{t('problemsCaption')}</caption>
        <thead>
          <tr>
            <th>{t('place')}</th>
            <th>{t('field')}</th>
            <th>{t('expected')}</th>
            <th>{t('got')}</th>
            <th>{t('fix')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((one) => (
            <tr key={`${one.file} ${one.line} ${one.field} ${one.expected}`}>
              <td className={table.strong}>{`${one.file}:${one.line}`}</td>
              <td data-label={t('field')}>{one.field}</td>
              <td className={table.text} data-label={t('expected')}>
                {one.expected}
              </td>
              <td className={table.text} data-label={t('got')}>
                {one.got}
              </td>
              <td className={table.text} data-label={t('fix')}>
                {one.fix}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {badRows > problems.length && <p>{t('moreProblems', { count: badRows - problems.length })}</p>}
    </>
  );
}
