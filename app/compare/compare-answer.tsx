import { useTranslations } from 'next-intl';
import type { RunComparison } from '#lib/pipeline/compare-runs.ts';
import { useNumbers } from '../_ui/use-numbers.ts';
import { isSure } from './is-sure.ts';

/** What changed, in one line. */
export function CompareAnswer({ comparison }: { comparison: RunComparison }) {
  const t = useTranslations('compare');
  const numbers = useNumbers();
  const { contestants, flips } = comparison;
  if (comparison.prompts.shared === 0) return t('nothingShared');
  const moved = contestants?.filter(isSure).length ?? null;
  const ratings =
    moved === null ? t('answerNoRatings') : t('answerRatings', { moved, count: contestants?.length ?? 0 });
  if (!flips.agreement) return ratings;
  const { share, kappa, matches } = flips.agreement;
  return t('answer', {
    ratings,
    share: numbers.share(share),
    matches,
    kappa: kappa === null ? '–' : kappa.toFixed(2),
  });
}
