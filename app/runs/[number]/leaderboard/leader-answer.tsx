import { useFormatter, useTranslations } from 'next-intl';
import type { Rating } from '#lib/ranking/rank-games.ts';

const NAMED = 3;

/** Who is best, and who might be. */
export function LeaderAnswer({ ratings }: { ratings: readonly Rating[] }) {
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
