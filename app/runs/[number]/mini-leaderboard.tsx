import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { RankText, RatingText } from '../../_ui/rating-text.tsx';
import table from '../../_ui/table.module.css';
import styles from './mini-leaderboard.module.css';

/** Who leads so far. */
export function MiniLeaderboard({ snapshot, colours }: { snapshot: RunSnapshot; colours: Record<string, string> }) {
  const t = useTranslations('run');
  const { run, leaders, ranked, judged } = snapshot;
  return (
    <section aria-labelledby="leaders-title" className={styles.leaders}>
      <h2 id="leaders-title">{run.endedAt === null ? t('leadersSoFar') : t('leaders')}</h2>
      {leaders.length === 0 ? (
        <p className={table.soft}>{t('noLeaders')}</p>
      ) : (
        <>
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
              {leaders.map((line) => (
                <tr key={line.contestant}>
                  <td>
                    <RankText rating={line} />
                  </td>
                  <td>
                    <span className={styles.dot} style={{ background: colours[line.contestant] }} aria-hidden="true" />
                    {line.contestant}
                  </td>
                  <td data-number>
                    <RatingText rating={line} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.more}>
            <Link href={`/runs/${run.number}/leaderboard`}>{t('allRanked', { count: ranked })}</Link>
            <span className={table.soft}> {t('judged', { count: judged })}</span>
          </p>
        </>
      )}
    </section>
  );
}
