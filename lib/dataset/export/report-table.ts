import type { Rating } from '#lib/ranking/rank-games.ts';
import type { LeaderboardReport } from './leaderboard-report.ts';

/** A table of texts: the contestant in the second column, numbers in all others. */
export interface ReportTable {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Rank range, contestant, rating with the distances to its limits, record, and win rate where there is one. */
export function reportTable({ ratings, winRates }: LeaderboardReport): ReportTable {
  const rates = new Map(winRates?.rates.map((rate) => [rate.contestant, rate]));
  const hasGroups = ratings.some(({ group }) => group > 1);
  const head = ['Rank', 'Contestant', 'Rating', '+', '−', 'Games', 'Won', 'Lost', 'Tied'];
  return {
    head: [...head, ...(hasGroups ? ['Group'] : []), ...(winRates ? ['Win rate %', 'SE'] : [])],
    rows: ratings.map((rating) => {
      const rate = rates.get(rating.contestant);
      return [
        rankText(rating),
        rating.contestant,
        rating.rating === null ? '–' : rating.rating.toFixed(1),
        ...limits(rating),
        ...[rating.games, rating.wins, rating.losses, rating.ties].map(String),
        ...(hasGroups ? [String(rating.group)] : []),
        ...(winRates ? [fixed(rate?.winRate ?? null), fixed(rate?.se ?? null)] : []),
      ];
    }),
  };
}

function rankText({ rankLower, rankUpper, rank }: Rating): string {
  if (rank === null) return '–';
  return rankLower === rankUpper || rankLower === null ? String(rank) : `${rankLower}–${rankUpper}`;
}

/** Distances to the upper and the lower limit, ∞ for one that the games do not set. */
function limits({ rating, lower, upper }: Rating): [string, string] {
  if (rating === null || (lower === null && upper === null)) return ['–', '–'];
  return [upper === null ? '∞' : (upper - rating).toFixed(1), lower === null ? '∞' : (rating - lower).toFixed(1)];
}

function fixed(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
