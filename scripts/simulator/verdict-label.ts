import type { ShownVerdict } from './decision.ts';

const LABELS: Record<'A' | 'B' | 'tie', readonly string[]> = {
  A: ['a', 'first', 'answer_a', 'response_a', 'assistant_a', 'model_a'],
  B: ['b', 'second', 'answer_b', 'response_b', 'assistant_b', 'model_b'],
  tie: ['tie', 'c', 'draw', 'equal', 'both', 'neither'],
};

/**
 * The value of an enumeration that stands for a verdict; undefined when the enumeration does not choose between two
 * answers. Where it offers no tie, a tie goes to the side that `luck` picks.
 */
export function verdictLabel(
  values: readonly unknown[],
  decided: { verdict: ShownVerdict; luck: number },
): string | undefined {
  const labelOf = (verdict: 'A' | 'B' | 'tie') =>
    values.find((value): value is string => typeof value === 'string' && LABELS[verdict].includes(value.toLowerCase()));
  const [first, second] = [labelOf('A'), labelOf('B')];
  if (first === undefined || second === undefined) return undefined;
  if (decided.verdict === 'A') return first;
  if (decided.verdict === 'B') return second;
  return labelOf('tie') ?? (decided.luck < 0.5 ? first : second);
}
