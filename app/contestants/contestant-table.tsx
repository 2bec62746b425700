import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ContestantLine } from '#lib/db/contestant-pages.ts';
import table from '../_ui/table.module.css';
import { Unknown } from '../_ui/unknown.tsx';
import { useNumbers } from '../_ui/use-numbers.ts';

/** The contestants of the team, by name. */
export function ContestantTable({ contestants }: { contestants: readonly ContestantLine[] }) {
  const t = useTranslations('contestants');
  const format = useFormatter();
  const numbers = useNumbers();
  return (
    <div className={table.frame}>
      <table className={table.table} data-cards>
        <thead>
          <tr>
            <th scope="col">{t('contestant')}</th>
            <th scope="col">{t('family')}</th>
            <th scope="col">{t('benchmarks')}</th>
            <th scope="col" data-number>
              {t('submissions')}
            </th>
            <th scope="col" data-number>
              {t('runs')}
            </th>
            <th scope="col">{t('newest')}</th>
          </tr>
        </thead>
        <tbody>
          {contestants.map((one) => (
            <tr key={one.id}>
              <td className={table.name}>
                <Link href={`/contestants/${one.id}`}>{one.name}</Link>
              </td>
              <td data-label={t('family')}>{one.family ?? <Unknown reason={t('guessed')} />}</td>
              <td className={table.text}>{one.benchmarks.join(', ')}</td>
              <td data-number data-label={t('submissions')}>
                {numbers.count(one.submissions)}
              </td>
              <td data-number data-label={t('runs')}>
                {numbers.count(one.runs)}
              </td>
              <td className={table.when}>
                {one.newestAt ? (
                  format.dateTime(one.newestAt, { dateStyle: 'medium' })
                ) : (
                  <Unknown reason={t('noSubmissions')} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
