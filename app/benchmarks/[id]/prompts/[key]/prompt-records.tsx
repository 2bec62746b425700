import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { PromptRecord } from '#lib/db/prompt-pages.ts';
import table from '../../../../_ui/table.module.css';
import { Unknown } from '../../../../_ui/unknown.tsx';
import { useNumbers } from '../../../../_ui/use-numbers.ts';

/** How a prompt fared in each run: whether it tells contestants apart, and whether its judge agrees with itself. */
export function PromptRecords({ records }: { records: readonly PromptRecord[] }) {
  const t = useTranslations('benchmarks');
  return (
    <section className={table.section}>
      <h2>{t('statistics')}</h2>
      {records.length === 0 ? (
        <p className={table.soft}>{t('noStatistics')}</p>
      ) : (
        <div className={table.frame}>
          <table className={table.table} data-cards>
            <thead>
              <tr>
                <th scope="col">{t('run')}</th>
                <th scope="col">{t('judge')}</th>
                <th scope="col" data-number>
                  {t('judged')}
                </th>
                <th scope="col" data-number>
                  {t('tieShare')}
                </th>
                <th scope="col" data-number>
                  {t('inconsistentShare')}
                </th>
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <RecordLine key={record.run} record={record} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function RecordLine({ record }: { record: PromptRecord }) {
  const t = useTranslations('benchmarks');
  const words = useTranslations('words');
  const numbers = useNumbers();
  const judged = record.decided + record.tied + record.inconsistent;
  const share = (count: number) =>
    judged === 0 ? <Unknown reason={words('noGames')} /> : numbers.share(count / judged);
  return (
    <tr>
      <td className={table.name}>
        <Link href={`/runs/${record.run}`}>#{record.run}</Link>
        {record.simulated && <span className={table.soft}> · {words('simulated')}</span>}
      </td>
      <td data-label={t('judge')}>{record.judge}</td>
      <td data-number data-label={t('judged')}>
        {t('ofMatches', { judged: numbers.count(judged), matches: numbers.count(judged + record.withoutVerdict) })}
      </td>
      <td data-number data-label={t('tieShare')}>
        {share(record.tied)}
      </td>
      <td data-number data-label={t('inconsistentShare')}>
        {share(record.inconsistent)}
      </td>
    </tr>
  );
}
