import { useFormatter, useTranslations } from 'next-intl';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import { isShort } from '#lib/pipeline/plan-shortfall.ts';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { useCoverageWords } from '../../../_ui/use-coverage-words.ts';

const NAMED = 3;

/** Who is best, and who might be; first of all, if only a part of the plan says so. */
export function LeaderAnswer({ ratings, coverage }: { ratings: readonly Rating[]; coverage: PlanCoverage }) {
  const t = useTranslations('leaderboard');
  const words = useCoverageWords(coverage);
  const answer = useLeader(ratings);
  const limits = [
    coverage.pending > 0 ? words.soFar : null,
    isShort(coverage) ? words.missing : null,
    words.contradictory,
  ].filter((limit) => limit !== null);
  return limits.length === 0 ? answer : t('limited', { limits: limits.join(t('comma')), answer });
}

function useLeader(ratings: readonly Rating[]): string {
  const t = useTranslations('leaderboard');
  const format = useFormatter();
  const [leader] = ratings;
  if (!leader) return t('none');
  if (leader.rank === null) return t('answerGroups', { groups: new Set(ratings.map(({ group }) => group)).size });
  if (leader.rankUpper === null) return t('answerNoInterval', { leader: leader.contestant });
  const rivals = ratings
    .filter((rating) => rating.rankLower === 1 && rating !== leader)
    .map((rating) => rating.contestant);
  if (rivals.length === 0) return t('answerClear', { leader: leader.contestant });
  const rest = rivals.length - NAMED;
  if (rest > 0) {
    const named = rivals.slice(0, NAMED).join(t('comma'));
    return t('answerTiedMany', { leader: leader.contestant, named, rest });
  }
  return t('answerTied', { leader: leader.contestant, named: format.list(rivals, { type: 'conjunction' }) });
}
