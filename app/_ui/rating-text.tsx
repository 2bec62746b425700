import { useTranslations } from 'next-intl';
import type { Rating } from '#lib/ranking/rank-games.ts';
import styles from './rating-text.module.css';
import { Unknown } from './unknown.tsx';

/** A rank as a range where the games leave it open, `2–4`; a dash with the reason where there is none. */
export function RankText({ rating: line }: { rating: Pick<Rating, 'rating' | 'rank' | 'rankLower' | 'rankUpper'> }) {
  const t = useTranslations('words');
  const { rating, rank, rankLower, rankUpper } = line;
  if (rank === null) return <Unknown reason={t(rating === null ? 'noGames' : 'severalGroups')} />;
  if (rankLower === null || rankUpper === null || rankLower === rankUpper) return String(rank);
  return `${rankLower}–${rankUpper}`;
}

/** A rating as an integer with its interval, `1238 +41 −38`; `+∞` where nothing limits it from above, a dash where no interval is known. */
export function RatingText({ rating: line }: { rating: Pick<Rating, 'rating' | 'lower' | 'upper'> }) {
  const t = useTranslations('words');
  if (line.rating === null) return <Unknown reason={t('noGames')} />;
  const { rating, lower, upper } = line;
  return (
    <span className={styles.rating}>
      <span className={styles.value}>{rating.toFixed(0)}</span>
      {lower === null && upper === null ? (
        <span className={styles.interval}>
          <Unknown reason={t('noInterval')} />
        </span>
      ) : (
        <span className={styles.interval}>
          <span title={upper === null ? t('noUpper') : undefined}>
            +{upper === null ? '∞' : (upper - rating).toFixed(0)}
          </span>
          <span title={lower === null ? t('noLower') : undefined}>
            −{lower === null ? '∞' : (rating - lower).toFixed(0)}
          </span>
        </span>
      )}
    </span>
  );
}
