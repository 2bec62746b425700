import type { PlanCoverage } from '#lib/db/plan-coverage.ts';

/** From this share on, what is missing can decide who leads: answers say it first, not in a line below. */
const NOTABLE_SHARE = 0.05;

/** Whether so many of the matches that were to be judged have no verdict that every answer must begin with it. */
export function isShort({ matches, pending, withoutVerdict }: PlanCoverage): boolean {
  // One alone among the first is no share of anything yet.
  if (pending > 0 && withoutVerdict === 1) return false;
  return withoutVerdict > 0 && withoutVerdict >= NOTABLE_SHARE * (matches - pending);
}

/** The part of the plan's matches that ratings rest on, 0 to 1. */
export function ratedShare({ matches, withVerdict, inconsistent }: PlanCoverage): number {
  return matches === 0 ? 1 : (withVerdict + inconsistent) / matches;
}

/** Whether the judge contradicts itself more often than not when it sees a match in both orders. */
export function isContradictory({ withVerdict, inconsistent }: PlanCoverage): boolean {
  return inconsistent > withVerdict;
}
