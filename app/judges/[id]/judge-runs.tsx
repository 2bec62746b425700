import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { JudgeRunRecord } from '#lib/db/judge-pages.ts';
import { Help } from '../../_ui/help.tsx';
import table from '../../_ui/table.module.css';
import { Unknown } from '../../_ui/unknown.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** What a judge did in each run: how much was usable, whether it contradicts itself, whether it prefers what it sees first. */
export function JudgeRuns({ records }: { records: readonly JudgeRunRecord[] }) {
  const t = useTranslations('judges');
  if (records.length === 0) return null;
  return (
    <section className={table.section}>
      <h2>{t('behaviour')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('run')}</th>
              <th scope="col" data-number>
                {t('judgements')}
              </th>
              <th scope="col" data-number>
                {t('usable')}
              </th>
              <th scope="col" data-number>
                {t('inconsistent')} <Help>{t('inconsistentHelp')}</Help>
              </th>
              <th scope="col" data-number>
                {t('firstWon')} <Help>{t('firstWonHelp')}</Help>
              </th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <Line key={record.run} record={record} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ record }: { record: JudgeRunRecord }) {
  const t = useTranslations('judges');
  const numbers = useNumbers();
  const part = (share: { count: number; of: number }, reason: string) =>
    share.of === 0 ? (
      <Unknown reason={reason} />
    ) : (
      t('shareOf', { share: numbers.share(share.count / share.of), of: numbers.count(share.of) })
    );
  return (
    <tr>
      <td className={table.name}>
        <Link href={`/runs/${record.run}/leaderboard`}>
          #{record.run} {record.benchmark}
        </Link>
      </td>
      <td data-number data-label={t('judgements')}>
        {numbers.count(record.judgements)}
      </td>
      <td data-number data-label={t('usable')}>
        {numbers.share(record.usable / record.judgements)}
      </td>
      <td data-number data-label={t('inconsistent')}>
        {part({ count: record.inconsistent, of: record.bothOrders }, t('oneOrder'))}
      </td>
      <td data-number data-label={t('firstWon')}>
        {part({ count: record.firstWon, of: record.decided }, t('nothingDecided'))}
      </td>
    </tr>
  );
}
