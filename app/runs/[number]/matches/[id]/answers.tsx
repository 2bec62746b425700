import { useTranslations } from 'next-intl';
import type { MatchDetail } from '#lib/db/match-detail.ts';
import { Markdown } from '../../../../_ui/markdown/markdown.tsx';
import { type AnswerSide, AnswerViews } from './answer-views.tsx';

/** Both answers, drawn here and switched there. */
export function Answers(props: {
  match: MatchDetail;
  sides: readonly { side: 'a' | 'b'; name: string | null; turns: string[] | null }[];
  colours: Record<string, string>;
}) {
  const { match, sides, colours } = props;
  const t = useTranslations('match');
  if (sides.some(({ turns }) => turns === null))
    return <p>{t(match.state === 'waiting' ? 'answersLater' : 'answersGone')}</p>;
  const shown = sides.map(({ side, name, turns }): AnswerSide => {
    const won = match.state === side;
    const lost = (match.state === 'a' || match.state === 'b') && !won;
    return {
      side,
      name: name ?? '',
      colour: colours[name ?? ''],
      outcome: won ? 'won' : lost ? 'lost' : null,
      turns: turns ?? [],
      drawn: (turns ?? []).map((turn, index) => (
        <Markdown key={index} id={`${side}-${index}`}>
          {turn}
        </Markdown>
      )),
    };
  });
  return <AnswerViews sides={shown} />;
}
