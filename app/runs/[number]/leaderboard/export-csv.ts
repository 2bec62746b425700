import type { Rating } from '#lib/ranking/rank-games.ts';

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

/** The ratings as CSV (RFC 4180), unrounded; unknown values are empty. */
export function ratingsCsv(ratings: readonly Rating[]): string {
  const lines = ratings.map((rating) => COLUMNS.map((column) => cell(rating[column])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(value: Rating[(typeof COLUMNS)[number]]): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : value.join('; ');
  // Spreadsheets run a cell that starts like a formula, and contestants name themselves.
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
