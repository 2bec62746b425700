'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { RatingText, rankText } from '../../../_ui/rating-text.tsx';
import table from '../../../_ui/table.module.css';
import { useNumbers } from '../../../_ui/use-numbers.ts';
import { flagKey } from './flag-key.ts';
import styles from './leaderboard.module.css';
import type { Highlight } from './rating-chart.tsx';
import { COLUMNS, type Column, sorted, withBands } from './table-order.ts';

/** The leaderboard as a table: sortable, walkable with arrows or j and k; ranked cards on a phone. */
export function RatingTable(props: { ratings: readonly Rating[]; colours: Record<string, string> } & Highlight) {
  const { ratings, colours, active, setActive } = props;
  const t = useTranslations('leaderboard');
  const [by, setBy] = useState<{ column: Column; ascending: boolean }>({ column: 'rank', ascending: true });
  const order = (column: Column) =>
    setBy({ column, ascending: by.column === column ? !by.ascending : column === 'rank' || column === 'contestant' });
  return (
    <div className={styles.tableFrame}>
      <table className={table.table} data-cards data-ranked>
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
                  {t(`column_${column}`)}
                  <span aria-hidden="true">{by.column === column ? (by.ascending ? ' ↑' : ' ↓') : ''}</span>
                </button>
              </th>
            ))}
            <th scope="col">{t('column_flags')}</th>
          </tr>
        </thead>
        <tbody onKeyDown={walkRows}>
          {withBands(sorted(ratings, by)).map(({ rating, band }, index) => (
            <tr
              key={rating.contestant}
              tabIndex={index === 0 ? 0 : -1}
              className={styles.row}
              data-band={by.column === 'rank' && band % 2 === 1 ? '' : undefined}
              data-active={active === rating.contestant || undefined}
              onMouseEnter={() => setActive(rating.contestant)}
              onMouseLeave={() => setActive(null)}
              onFocus={() => setActive(rating.contestant)}
            >
              <Cells rating={rating} colour={colours[rating.contestant]} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ rating, colour }: { rating: Rating; colour: string | undefined }) {
  const t = useTranslations('leaderboard');
  const flags = useTranslations('flags');
  const numbers = useNumbers();
  const counts = ['wins', 'losses', 'ties', 'games'] as const;
  return (
    <>
      <td className={styles.rank}>{rankText(rating)}</td>
      <th scope="row" className={styles.name}>
        <span className={styles.dot} style={{ background: colour ?? 'var(--contestant-other)' }} aria-hidden="true" />
        {rating.contestant}
      </th>
      <td data-number className={styles.ratingCell}>
        <RatingText rating={rating} />
      </td>
      {counts.map((count) => (
        <td key={count} data-number data-label={t(`column_${count}`)} className={styles.countCell}>
          {numbers.count(rating[count])}
        </td>
      ))}
      <td className={styles.flags}>
        {rating.flags.map((flag) => {
          const key = flagKey(flag);
          return key ? (
            <span key={flag}>{flags(key)}</span>
          ) : (
            <span key={flag} lang="en">
              {flag}
            </span>
          );
        })}
      </td>
    </>
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
