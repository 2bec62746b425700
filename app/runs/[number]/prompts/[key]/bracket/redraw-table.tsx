import { useTranslations } from 'next-intl';
import type { Redraws } from '#lib/tournament/redraws.ts';
import { ContestantName } from '../../../../../_ui/contestant-name.tsx';
import table from '../../../../../_ui/table.module.css';
import { useNumbers } from '../../../../../_ui/use-numbers.ts';
import styles from './bracket.module.css';

/** How often each contestant would have won this prompt, among the draws that stored verdicts decide. */
export function RedrawTable(props: { redraws: Redraws; colours: Record<string, string>; champion: string | null }) {
  const { redraws, colours } = props;
  const t = useTranslations('bracket');
  const numbers = useNumbers();
  return (
    <section className={table.section} aria-labelledby="redraws-title">
      <h2 id="redraws-title">{t('redrawsTitle', { draws: redraws.draws })}</h2>
      <p className={styles.note}>
        {redraws.completed === 0
          ? t('redrawsNone')
          : t('redrawsSome', { completed: redraws.completed, draws: redraws.draws })}
      </p>
      {redraws.completed > 0 && (
        <table className={`${table.table} ${styles.redraws}`}>
          <thead>
            <tr>
              <th scope="col">{t('contestant')}</th>
              <th scope="col" data-number>
                {t('wouldWin')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('share')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {redraws.champions.map(({ contestant, draws }) => (
              <tr key={contestant}>
                <td>
                  <ContestantName name={contestant} colour={colours[contestant]} />
                </td>
                <td data-number title={t('drawsOf', { draws, completed: redraws.completed })}>
                  {numbers.share(draws / redraws.completed)}
                </td>
                <td className={styles.bar} aria-hidden="true">
                  <span style={{ width: `${(100 * draws) / redraws.completed}%`, background: colours[contestant] }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
