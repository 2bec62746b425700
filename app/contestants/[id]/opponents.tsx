import { useTranslations } from 'next-intl';
import type { ContestantRecord } from '#lib/pipeline/contestant-record.ts';
import { ContestantName } from '../../_ui/contestant-name.tsx';
import { Help } from '../../_ui/help.tsx';
import { RecordText } from '../../_ui/record-text.tsx';
import { ShareText } from '../../_ui/share-text.tsx';
import table from '../../_ui/table.module.css';
import { Unknown } from '../../_ui/unknown.tsx';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** Head-to-heads: the opponents it fares worst against first. */
export function Opponents(props: { record: ContestantRecord; colours: Record<string, string>; run: number }) {
  const t = useTranslations('contestants');
  const words = useTranslations('words');
  const numbers = useNumbers();
  return (
    <section className={table.section}>
      <h2>
        {t('opponents', { run: props.run })} <Help>{t('shareHelp')}</Help>
      </h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('opponent')}</th>
              <th scope="col" data-number>
                {t('opponentRating')}
              </th>
              <th scope="col">{t('winShare')}</th>
              <th scope="col" data-number>
                {t('prompts')}
              </th>
              <th scope="col">{t('record')}</th>
            </tr>
          </thead>
          <tbody>
            {props.record.opponents.map((line) => (
              <tr key={line.opponent}>
                <td className={table.name}>
                  <ContestantName name={line.opponent} colour={props.colours[line.opponent]} />
                </td>
                <td data-number data-label={t('opponentRating')}>
                  {line.rating === null ? <Unknown reason={words('noGames')} /> : line.rating.toFixed(0)}
                </td>
                <td>
                  <ShareText share={line.share} />
                </td>
                <td data-number data-label={t('prompts')}>
                  {numbers.count(line.share?.prompts ?? 0)}
                </td>
                <td>
                  <RecordText record={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
