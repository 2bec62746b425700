import { useFormatter, useTranslations } from 'next-intl';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import { isShort } from '#lib/pipeline/plan-shortfall.ts';
import type { Rating } from '#lib/ranking/rank-games.ts';
import { fitMiddle, textWidth } from '../../../_ui/fit-text.ts';
import { useCoverageWords } from '../../../_ui/use-coverage-words.ts';

const NAMED = 3;
/** Room for one name and for the names of all rivals, in em: a headline is read at a glance. The table has them whole. */
const NAME_ROOM = 24;
const RIVALS_ROOM = 48;

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
