import type { ContestantVerdict, ShownVerdict, Side } from './verdict.ts';

/**
 * A verdict by shown position as a verdict by contestant.
 * @param options.first the side that was shown first, under the letter A
 */
export function verdictByContestant(options: { shown: ShownVerdict; first: Side }): ContestantVerdict {
  const { shown, first } = options;
  if (shown === 'tie') return 'tie';
  if (shown === 'A') return first;
  return first === 'a' ? 'b' : 'a';
}
