import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { BoardLine } from '../../_ui/board-line.tsx';
import { ContestantName } from '../../_ui/contestant-name.tsx';
import { RankText, RatingText } from '../../_ui/rating-text.tsx';
import table from '../../_ui/table.module.css';
import styles from './mini-leaderboard.module.css';

/** Who leads so far. It stands still under the pointer: a row must not move away from whoever is about to read it. */
export function MiniLeaderboard({ snapshot, colours }: { snapshot: RunSnapshot; colours: Record<string, string> }) {
  const t = useTranslations('run');
  const { run, coverage } = snapshot;
  const [held, setHeld] = useState<RunSnapshot | null>(null);
  const { ranked, judged, leaders, sources } = held ?? snapshot;
  const rated = leaders.filter(({ rating }) => rating !== null);
  const isOver = run.endedAt !== null && coverage.withVerdict + coverage.inconsistent === 0;
  const isRanked = rated.some(({ rank }) => rank !== null);
  return (
    <section
      aria-labelledby="leaders-title"
      className={styles.leaders}
      onPointerEnter={() => setHeld(snapshot)}
      onPointerLeave={() => setHeld(null)}
    >
      <h2 id="leaders-title">{run.endedAt === null ? t('leadersSoFar') : t('leaders')}</h2>
      {rated.length === 0 && <p className={styles.none}>{t(isOver ? 'neverLeaders' : 'noLeaders')}</p>}
      {rated.length > 0 && !isRanked && <p className={styles.none}>{t('noSingleRanking')}</p>}
      {isRanked && <Leaders lines={rated} colours={colours} />}
      <BoardLine sources={sources} />
      {rated.length > 0 && (
        <p className={styles.more}>
          <Link href={`/runs/${run.number}/leaderboard`}>{t('allRanked', { count: ranked })}</Link>
          <span className={table.soft}>
            {' '}
            {t('judged', { count: judged })}
            {held !== null && run.endedAt === null && ` · ${t('held')}`}
          </span>
        </p>
      )}
    </section>
  );
}

function Leaders({ lines, colours }: { lines: RunSnapshot['leaders']; colours: Record<string, string> }) {
  const t = useTranslations('run');
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('rank')}</th>
          <th scope="col">{t('contestant')}</th>
          <th scope="col" data-number>
            {t('rating')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.contestant}>
            <td className={styles.rank}>
              <RankText rating={line} />
            </td>
            <td>
              <ContestantName name={line.contestant} colour={colours[line.contestant]} />
            </td>
            <td data-number>
              <RatingText rating={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
