import type { VerdictFormat } from './verdict-row.ts';

/** Fields that only one format has. */
const MARKS: readonly (readonly [VerdictFormat, readonly string[]])[] = [
  ['alpacaeval', ['generator_1', 'generator_2', 'preference']],
  ['arena-hard', ['model', 'games']],
  ['mt-bench', ['model_1', 'model_2', 'g1_winner']],
  ['two-orders', ['model_a', 'model_b', 'winner_ab', 'winner_ba']],
  ['votes', ['contestant_a', 'contestant_b']],
];

/** The format of a verdicts file whose first record this is; null when it is none of ours. */
export function detectVerdictFormat(record: object): VerdictFormat | null {
  return MARKS.find(([, fields]) => fields.every((field) => field in record))?.[0] ?? null;
}
