import { z } from 'zod';

/**
 * Which matches are judged again.
 * - `failed`: without a usable result. `inconsistent`: whose orders disagree. `all`: every one that was judged.
 * - `margin`: those whose judgements leave |P(a) − P(b)| below a share of 1. P is what a judge's probabilities say, else 1 for its
 *   verdict and one half for a tie, averaged over orders, samples and judges with their weights.
 */
export const rejudgingScope = z.discriminatedUnion('only', [
  z.object({ only: z.enum(['failed', 'inconsistent', 'all']) }),
  z.object({ only: z.literal('margin'), below: z.number().positive().max(1) }),
]);
export type RejudgingScope = z.infer<typeof rejudgingScope>;

const MARGIN = /^margin\s*<\s*(?<below>\d*\.?\d+)$/;

/** Reads `failed`, `inconsistent`, `all` or `margin<0.2`; null for anything else. */
export function parseRejudgingScope(text: string): RejudgingScope | null {
  const below = MARGIN.exec(text.trim())?.groups?.below;
  const given = below === undefined ? { only: text.trim() } : { only: 'margin', below: Number(below) };
  return rejudgingScope.safeParse(given).data ?? null;
}

/** The scope as it is typed. */
export function scopeText(scope: RejudgingScope): string {
  return scope.only === 'margin' ? `margin<${scope.below}` : scope.only;
}
