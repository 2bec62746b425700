import { GAP_REASONS, type GapReason, type PlanCoverage } from '#lib/db/plan-coverage.ts';
import { isContradictory } from './plan-shortfall.ts';

const REASON_WORDS: Record<GapReason, string> = {
  failed: 'failed at the provider',
  givenUp: 'given up (closed with gaps)',
  error: 'rejected by the provider',
  unparseable: 'unparseable',
  refused: 'refused by the judge',
  truncated: 'cut short',
  blocked: 'blocked',
  cancelled: 'cancelled',
};

/** How much of a plan has no verdict, and why, as clauses; none when all is well. */
export function coverageClauses(coverage: PlanCoverage): string[] {
  const { matches, inconsistent, withVerdict, withoutVerdict } = coverage;
  const clauses: string[] = [];
  if (withoutVerdict > 0) {
    const share = `${((100 * withoutVerdict) / matches).toFixed(1)} %`;
    clauses.push(
      `${withoutVerdict} of ${matches} matches (${share}) have no verdict: ${gapReasons(coverage).join(', ')}`,
    );
  }
  if (isContradictory(coverage))
    clauses.push(`${inconsistent} of ${withVerdict + inconsistent} matches are inconsistent: the two orders disagree`);
  return clauses;
}

/** `60 failed at the provider`, `24 cut short`. */
export function gapReasons({ reasons }: PlanCoverage): string[] {
  return GAP_REASONS.filter((reason) => reasons[reason]).map((reason) => `${reasons[reason]} ${REASON_WORDS[reason]}`);
}
