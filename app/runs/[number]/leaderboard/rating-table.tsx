'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { ContestantName } from '../../../_ui/contestant-name.tsx';
import { RankText, RatingText } from '../../../_ui/rating-text.tsx';
import table from '../../../_ui/table.module.css';
import { Unknown } from '../../../_ui/unknown.tsx';
import { useNumbers } from '../../../_ui/use-numbers.ts';
import { flagKey } from './flag-key.ts';
import styles from './leaderboard.module.css';
import { brackets, rankBands } from './rank-bands.ts';
import type { Highlight } from './rating-chart.tsx';
import { COLUMNS, type Column, sorted } from './table-order.ts';

/** The leaderboard as a table: sortable, walkable with arrows or j and k; ranked cards on a phone. */
export function RatingTable(props: { ratings: readonly Rating[]; colours: Record<string, string> } & Highlight) {
  const { ratings, colours, active, setActive } = props;
  const t = useTranslations('leaderboard');
  const [by, setBy] = useState<{ column: Column; ascending: boolean }>({ column: 'rank', ascending: true });
  const order = (column: Column) =>
    setBy({ column, ascending: by.column === column ? !by.ascending : column === 'rank' || column === 'contestant' });
  const shows = {
    groups: ratings.some(({ rank, rating }) => rank === null && rating !== null),
    flags: ratings.some(({ flags }) => flags.length > 0),
  };
  const isRanked = by.column === 'rank' && by.ascending;
  const bracketOf = brackets(isRanked ? rankBands(ratings) : []);
  return (
    <div className={styles.tableFrame}>
      <p className={styles.tableNote}>{bracketOf.size > 0 && t('bracket')}</p>
      <table className={table.table}>
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                data-number={isNumber(column) || undefined}
                aria-sort={by.column === column ? (by.ascending ? 'ascending' : 'descending') : undefined}
              >
                <button type="button" className={styles.sort} onClick={() => order(column)}>
                  <span>{t(`column_${column}`)}</span>
                  <span className={styles.arrow} aria-hidden="true">
                    {by.column === column ? (by.ascending ? '↑' : '↓') : '↕'}
                  </span>
                </button>
              </th>
            ))}
            {shows.groups && (
              <th scope="col" data-number>
                {t('column_group')}
              </th>
            )}
            {shows.flags && <th scope="col">{t('column_flags')}</th>}
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {sorted(ratings, by).map((rating, index) => (
            <tr
              key={rating.contestant}
              tabIndex={index === 0 ? 0 : -1}
              className={styles.row}
              data-bracket={bracketOf.get(rating.contestant)}
              data-active={active === rating.contestant || undefined}
              onMouseEnter={() => setActive(rating.contestant)}
              onMouseLeave={() => setActive(null)}
              onFocus={() => setActive(rating.contestant)}
            >
              <Cells rating={rating} colour={colours[rating.contestant]} shows={shows} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Columns that say something about some contestant. */
interface Shows {
  groups: boolean;
  flags: boolean;
}

function Cells({ rating, colour, shows }: { rating: Rating; colour: string | undefined; shows: Shows }) {
  const t = useTranslations('leaderboard');
  const words = useTranslations('words');
  const numbers = useNumbers();
  const counts = ['wins', 'losses', 'ties', 'games'] as const;
  return (
    <>
      <td className={styles.rank}>
        <RankText rating={rating} />
      </td>
      <th scope="row" className={styles.name}>
        <ContestantName name={rating.contestant} colour={colour} />
      </th>
      <td data-number className={styles.ratingCell}>
        <RatingText rating={rating} />
      </td>
      {counts.map((count) => (
        <td key={count} data-number data-label={t(`column_${count}`)} className={styles.countCell}>
          {numbers.count(rating[count])}
        </td>
      ))}
      {shows.groups && (
        <td data-number data-label={t('column_group')} className={styles.countCell}>
          {rating.rating === null ? <Unknown reason={words('noGames')} /> : rating.group}
        </td>
      )}
      {shows.flags && <Flags flags={rating.flags} />}
    </>
  );
}

function Flags({ flags }: { flags: readonly string[] }) {
  const t = useTranslations('flags');
  return (
    <td className={styles.flags}>
      {flags.map((flag) => {
        const key = flagKey(flag);
        return key ? (
          <span key={flag}>{t(key)}</span>
        ) : (
          <span key={flag} lang="en">
            {flag}
          </span>
        );
      })}
    </td>
  );
}

function isNumber(column: Column): boolean {
  return column !== 'rank' && column !== 'contestant';
}

/** Arrows, or j and k, move the focus from row to row. */
function walkRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const row = (event.target as HTMLElement).closest('tr');
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (!row || step === undefined) return;
  const next = step === 1 ? row.nextElementSibling : row.previousElementSibling;
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
