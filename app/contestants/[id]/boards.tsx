import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ContestantBoard } from '#lib/db/contestant-pages.ts';
import { RankText, RatingText } from '../../_ui/rating-text.tsx';
import table from '../../_ui/table.module.css';
import { useNumbers } from '../../_ui/use-numbers.ts';

/** The contestant's rating in each board; the chosen one is what the rest of the page is about. */
export function Boards(props: { boards: readonly ContestantBoard[]; shown: number | null; path: string }) {
  const t = useTranslations('contestants');
  const words = useTranslations('words');
  const numbers = useNumbers();
  if (props.boards.length === 0) return null;
  return (
    <section className={table.section}>
      <h2>{t('boards')}</h2>
      <div className={table.frame}>
        <table className={table.table} data-cards>
          <thead>
            <tr>
              <th scope="col">{t('run')}</th>
              <th scope="col" data-number>
                {t('rank')}
              </th>
              <th scope="col" data-number>
                {t('rating')}
              </th>
              <th scope="col" data-number>
                {t('games')}
              </th>
              <th scope="col">{t('judge')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('details')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {props.boards.map((board) => (
              <tr key={board.run} aria-current={board.run === props.shown || undefined}>
                <td className={table.name}>
                  <Link href={`/runs/${board.run}/leaderboard`}>
                    #{board.run} {board.runName ?? board.benchmark}
                  </Link>
                  {board.simulated && <span className={table.soft}> · {words('simulated')}</span>}
                  {!board.final && <span className={table.soft}> · {t('notFinal')}</span>}
                </td>
                <td data-number data-label={t('rank')}>
                  <RankText rating={board.rating} />{' '}
                  <span className={table.soft}>{t('ofContestants', { count: board.contestants })}</span>
                </td>
                <td data-number data-label={t('rating')}>
                  <RatingText rating={board.rating} />
                </td>
                <td data-number data-label={t('games')}>
                  {numbers.count(board.rating.games)}
                </td>
                <td data-label={t('judge')} className={table.text}>
                  {board.judge}
                </td>
                <td>
                  {board.run === props.shown ? (
                    <span className={table.soft}>{t('shownBelow')}</span>
                  ) : (
                    <Link href={`${props.path}?run=${board.run}`} scroll={false}>
                      {t('showBelow')}
                      <span className="visually-hidden"> #{board.run}</span>
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
