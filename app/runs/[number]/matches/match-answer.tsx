import { useTranslations } from 'next-intl';
import type { FacetCounts } from '#lib/db/match-counts.ts';
import type { MatchFilter } from '#lib/db/match-filter.ts';
import type { MatchFrame } from '../../../_data/match-frame.ts';
import { useNumbers } from '../../../_ui/use-numbers.ts';

/** How many matches there are of what was asked for, and how many of all. */
export function MatchAnswer(props: {
  filter: MatchFilter;
  counts: FacetCounts;
  frame: MatchFrame;
  found: number | null;
}) {
  const { filter, counts, frame, found } = props;
  const t = useTranslations('matches');
  const numbers = useNumbers();
  const isUncounted = filter.search !== null || filter.judgeVersionId !== null;
  if (isUncounted && found === null) return t('answerUncounted', { total: numbers.count(frame.total) });
  const count = found ?? counts.total;
  if (count === frame.total) return t('answerAll', { total: frame.total });
  return t('answerSome', { count: numbers.count(count), total: numbers.count(frame.total) });
}
