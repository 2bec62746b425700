import { csvRow } from '#lib/dataset/export/csv-row.ts';
import type { ComparedContestant } from './compare-runs.ts';

const HEAD = [
  'first_contestant',
  'second_contestant',
  'first',
  'second',
  'difference',
  'lower',
  'upper',
  'first_rank',
  'second_rank',
  'prompts',
];

/** The differences of ratings between two runs as CSV, unrounded. */
export function differencesCsv(contestants: readonly ComparedContestant[]): string {
  const lines = contestants.map((one) =>
    csvRow([
      one.firstName,
      one.secondName,
      one.first,
      one.second,
      one.difference,
      one.lower,
      one.upper,
      one.firstRank,
      one.secondRank,
      one.prompts,
    ]),
  );
  return csvRow(HEAD) + lines.join('');
}
