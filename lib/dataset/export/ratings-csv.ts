import type { Rating } from '#lib/ranking/rank-games.ts';
import type { WinRate } from '#lib/ranking/win-rate-against.ts';
import { csvRow } from './csv-row.ts';

const COLUMNS = [
  'contestant',
  'rating',
  'lower',
  'upper',
  'se',
  'rank',
  'rankLower',
  'rankUpper',
  'group',
  'games',
  'wins',
  'losses',
  'ties',
  'flags',
] as const;

/** The ratings as CSV, unrounded; unknown values are empty. With win rates, two columns more. */
export function ratingsCsv(ratings: readonly Rating[], winRates: readonly WinRate[] = []): string {
  const rates = new Map(winRates.map((rate) => [rate.contestant, rate]));
  const more = winRates.length > 0 ? ['winRate', 'winRateSe'] : [];
  const rows = ratings.map((rating) => {
    const cells = COLUMNS.map((column) => (column === 'flags' ? rating.flags.join('; ') : rating[column]));
    if (more.length === 0) return cells;
    const rate = rates.get(rating.contestant);
    return [...cells, rate?.winRate ?? null, rate?.se ?? null];
  });
  return [[...COLUMNS, ...more], ...rows].map(csvRow).join('');
}
