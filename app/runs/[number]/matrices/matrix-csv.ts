import { csvRow } from '#lib/dataset/export/csv-row.ts';
import type { PairMatrix } from '#lib/ranking/pair-matrix.ts';

/** Every ordered pair that met, a line each (RFC 4180), unrounded. */
export function matrixCsv({ contestants, winRate, games }: PairMatrix): string {
  const rows = contestants.flatMap((one, row) =>
    contestants.flatMap((other, column) => {
      const share = winRate[row]?.[column] ?? null;
      return share === null ? [] : [[one, other, share, games[row]?.[column] ?? null]];
    }),
  );
  return [['contestant', 'opponent', 'winRate', 'games'], ...rows].map(csvRow).join('');
}
