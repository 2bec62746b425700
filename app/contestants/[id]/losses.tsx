import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ContestantBoard } from '#lib/db/contestant-pages.ts';
import type { ContestantRecord } from '#lib/pipeline/contestant-record.ts';
import { ContestantName } from '../../_ui/contestant-name.tsx';
import table from '../../_ui/table.module.css';
import { Unknown } from '../../_ui/unknown.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** The losses that its rating makes most surprising, each with its match. */
export function Losses(props: { record: ContestantRecord; board: ContestantBoard; colours: Record<string, string> }) {
  const t = useTranslations('contestants');
  const words = useTranslations('words');
  const numbers = useNumbers();
  const { record, board } = props;
  return (
    <section className={table.section}>
      <h2>{t('losses')}</h2>
      {record.losses.length === 0 ? (
        <p className={table.soft}>{t('noLosses')}</p>
      ) : (
        <>
          <div className={table.frame}>
            <table className={table.table} data-cards>
              <thead>
                <tr>
                  <th scope="col">{t('prompt')}</th>
                  <th scope="col">{t('lostTo')}</th>
                  <th scope="col" data-number>
                    {t('expected')}
                  </th>
                  {board.bothOrders && <th scope="col">{t('orders')}</th>}
                  <th scope="col">{t('category')}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t('match')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {record.losses.map((loss) => (
                  <tr key={loss.id}>
                    <td className={table.name}>
                      <Link href={`/benchmarks/${board.benchmarkId}/prompts/${encodeURIComponent(loss.promptKey)}`}>
                        {loss.promptKey}
                      </Link>
                    </td>
                    <td>
                      <ContestantName name={loss.opponent} colour={props.colours[loss.opponent]} />
                    </td>
                    <td data-number data-label={t('expected')}>
                      {loss.expected === null ? <Unknown reason={words('noGames')} /> : numbers.share(loss.expected)}
                    </td>
                    {board.bothOrders && <td>{t(loss.bothOrders ? 'bothOrders' : 'oneOrder')}</td>}
                    <td className={table.soft}>{loss.category ?? ''}</td>
                    <td>
                      <Link href={`/runs/${board.run}/matches/${loss.id}`} prefetch={false}>
                        {t('seeMatch')}
                        <span className="visually-hidden">
                          {' '}
                          {loss.promptKey}, {loss.opponent}
                        </span>
                      </Link>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className={table.note}>{t('lossesNote', { shown: record.losses.length, lost: record.lost })}</p>
        </>
      )}
    </section>
  );
}
