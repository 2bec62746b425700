import { useTranslations } from 'next-intl';
import type { ContestantBoard, ContestantRow } from '#lib/db/contestant-pages.ts';
import { RankText } from '../../_ui/rating-text.tsx';

/** Where a contestant stands, in one line. */
export function ContestantAnswer(props: { contestant: ContestantRow; board: ContestantBoard | null }) {
  const t = useTranslations('contestants');
  const { board, contestant } = props;
  if (board === null) return t('notPlayed', { contestant: contestant.name });
  const { rating } = board;
  if (rating.rank === null) return t('noRank', { contestant: contestant.name, run: board.run });
  return t.rich('answerRank', {
    contestant: contestant.name,
    contestants: board.contestants,
    benchmark: board.benchmark,
    run: board.run,
    rank: () => <RankText rating={rating} />,
  });
}
