import { parse } from 'csv-parse/sync';
import { JoustError } from '#lib/errors.ts';

/**
 * Ratings of a CSV with a column `rating` (or `score`, `arena_score`, `elo`), highest first.
 *
 * @throws JoustError `bad-ratings-file` naming what is missing or the row that holds no number.
 */
export function readRatings(text: string, file: string): number[] {
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  const column = ['rating', 'score', 'arena_score', 'elo'].find((name) => rows[0] && name in rows[0]);
  if (column === undefined) {
    throw badFile(file, 'a CSV with a column rating, score, arena_score or elo', Object.keys(rows[0] ?? {}).join(', '));
  }
  return rows
    .map((row, index) => {
      const rating = Number(row[column]);
      if (row[column]?.trim() === '' || !Number.isFinite(rating))
        throw badFile(file, `a number in ${column}`, `${JSON.stringify(row[column])} in row ${index + 1}`);
      return rating;
    })
    .sort((left, right) => right - left);
}

function badFile(file: string, expected: string, got: string): JoustError {
  return new JoustError({
    code: 'bad-ratings-file',
    expected: `${file}: ${expected}`,
    got: got || 'no rows',
    fix: 'Name the column, or leave --ratings out: ratings are then drawn from a normal distribution.',
  });
}
