import type { Ranking, Rating } from '#lib/ranking/rank-games.ts';
import { visible } from './visible.ts';

/** A ranking and the rows that had no result, as an aligned table with a line on how it was got. Ends with a line break. */
export function rankingText(
  ranking: Omit<Ranking, 'warnings'> & { skipped: Readonly<Record<string, number>> },
): string {
  const hasGroups = ranking.ratings.some((rating) => rating.group > 1);
  const header = [
    'rank',
    'contestant',
    'rating',
    'interval',
    'games',
    'won',
    'lost',
    'tied',
    ...(hasGroups ? ['group'] : []),
  ];
  const rows = ranking.ratings.map((rating) => [
    rankCell(rating),
    visible(rating.contestant),
    rating.rating === null ? '–' : rating.rating.toFixed(1),
    intervalCell(rating),
    ...[rating.games, rating.wins, rating.losses, rating.ties].map(String),
    ...(hasGroups ? [String(rating.group)] : []),
  ]);
  return `${[...aligned([header, ...rows]), '', ...provenance(ranking)].join('\n')}\n`;
}

function rankCell({ rank, rankLower, rankUpper }: Rating): string {
  if (rank === null) return '–';
  return rankLower === rankUpper || rankLower === null ? String(rank) : `${rankLower}–${rankUpper}`;
}

/** Distances to the limits, ∞ for one that the games do not set; a dash where they set neither. */
function intervalCell({ rating, lower, upper }: Rating): string {
  if (rating === null || (lower === null && upper === null)) return '–';
  const above = upper === null ? '∞' : (upper - rating).toFixed(1);
  const below = lower === null ? '∞' : (rating - lower).toFixed(1);
  return `+${above} −${below}`;
}

/** Rows as lines: the contestant to the left, all else to the right of its column. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
}

function provenance({ method, parameters, games, skipped }: Parameters<typeof rankingText>[0]): string[] {
  const { prior, kFactor, interval, level, rounds, clusters, cluster, seed } = parameters;
  const name = method === 'elo' ? `Online Elo, K = ${kFactor}, in file order` : 'Bradley–Terry by maximum likelihood';
  const withPrior =
    typeof prior === 'number' && prior > 0 ? `, prior of ${prior} tied pseudo-games per contestant` : '';
  const skippedRows = Object.entries(skipped).map(([word, count]) => `${count} ${word}`);
  return [
    `${name}${withPrior}. Scale 400·log10, mean 1000 per group; a tie is half a win.`,
    interval === null
      ? 'No intervals.'
      : `Intervals ${Number(level) * 100} %: ${rounds} resamples of ${clusters} ${cluster}s, seed ${seed}; ranks as they leave them open.`,
    `${games} games${skippedRows.length === 0 ? '' : `; rows without a result: ${skippedRows.join(', ')}`}.`,
  ];
}
