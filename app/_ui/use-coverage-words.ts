import { useTranslations } from 'next-intl';
import { GAP_REASONS, type PlanCoverage } from '#lib/db/plan-coverage.ts';
import { isContradictory } from '#lib/pipeline/plan-shortfall.ts';
import { useNumbers } from './use-numbers.ts';

/** How much of a plan has no verdict, and why, in words. */
export function useCoverageWords(coverage: PlanCoverage) {
  const t = useTranslations('coverage');
  const numbers = useNumbers();
  const { matches, withVerdict, inconsistent, withoutVerdict, reasons } = coverage;
  const rated = withVerdict + inconsistent;
  const gaps = GAP_REASONS.flatMap((reason) => {
    const count = reasons[reason];
    return count ? [t(`reason_${reason}`, { count: numbers.count(count) })] : [];
  });
  return {
    /** `84 of 167 matches have no verdict`. */
    missing:
      withoutVerdict === matches
        ? t('missingAll', { matches })
        : t('missing', {
            missing: withoutVerdict,
            matches: numbers.count(matches),
            share: numbers.share(withoutVerdict / matches),
          }),
    reasons: gaps,
    /** Null unless the judge contradicts itself more often than not. */
    contradictory: isContradictory(coverage) ? t('contradictory', { inconsistent, rated: numbers.count(rated) }) : null,
    /** Null without contradictions. */
    inconsistent:
      inconsistent === 0
        ? null
        : t('inconsistent', { count: numbers.count(inconsistent), rated: numbers.count(rated) }),
    soFar: t('soFar', { rated: numbers.count(rated), matches: numbers.count(matches) }),
  };
}
