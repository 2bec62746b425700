import { useTranslations } from 'next-intl';
import type { Rating } from '#lib/ranking/rank-games.ts';
import styles from './rating-text.module.css';
import { Unknown } from './unknown.tsx';

/** A rank as a range where the games leave it open: `2–4`. */
export function rankText(rating: Pick<Rating, 'rank' | 'rankLower' | 'rankUpper'>): string {
  const { rank, rankLower, rankUpper } = rating;
  if (rank === null) return '–';
  if (rankLower === null || rankUpper === null || rankLower === rankUpper) return String(rank);
  return `${rankLower}–${rankUpper}`;
}

/** A rating as an integer with its interval: `1238 +41 −38`. */
export function RatingText({ rating: line }: { rating: Pick<Rating, 'rating' | 'lower' | 'upper'> }) {
  const t = useTranslations('words');
  if (line.rating === null) return <Unknown reason={t('noGames')} />;
  const rating = Math.round(line.rating);
  return (
    <span className={styles.rating}>
      <span className={styles.value}>{rating}</span>
      {line.lower !== null && line.upper !== null && (
        <span className={styles.interval}>
          <span>+{Math.round(line.upper) - rating}</span>
          <span>−{rating - Math.round(line.lower)}</span>
        </span>
      )}
    </span>
  );
}
