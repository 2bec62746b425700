import { useFormatter, useTranslations } from 'next-intl';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { fitMiddle, textWidth } from '../../../_ui/fit-text.ts';

const NAMED = 3;
/** Room for one name and for the names of all rivals, in em: a headline is read at a glance. The table has them whole. */
const NAME_ROOM = 24;
const RIVALS_ROOM = 48;

/** Who is best, and who might be. */
export function LeaderAnswer({ ratings }: { ratings: readonly Rating[] }) {
  const t = useTranslations('leaderboard');
  const format = useFormatter();
  const [first] = ratings;
  if (!first) return t('none');
  if (first.rank === null) return t('answerGroups', { groups: new Set(ratings.map(({ group }) => group)).size });
  const leader = shortName(first.contestant);
  if (first.rankUpper === null) return t('answerNoInterval', { leader });
  const rivals = ratings
    .filter((rating) => rating.rankLower === 1 && rating !== first)
    .map((rating) => shortName(rating.contestant));
  if (rivals.length === 0) return t('answerClear', { leader });
  const named = namedRivals(rivals);
  const rest = rivals.length - named.length;
  if (rest > 0) return t('answerTiedMany', { leader, named: named.join(t('comma')), rest });
  return t('answerTied', { leader, named: format.list(named, { type: 'conjunction' }) });
}

/** A name cut to its room. Word joiners keep the line from ending at the ellipsis, which would make two names of one. */
function shortName(name: string): string {
  return fitMiddle(name, NAME_ROOM).replace('…', '\u2060…\u2060');
}

/** The first few, fewer where names are long, at least one. */
function namedRivals(rivals: readonly string[]): string[] {
  let used = 0;
  return rivals.slice(0, NAMED).filter((rival, index) => {
    used += textWidth(rival);
    return index === 0 || used <= RIVALS_ROOM;
  });
}
