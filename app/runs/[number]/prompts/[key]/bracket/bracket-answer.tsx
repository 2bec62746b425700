import { useTranslations } from 'next-intl';
import type { Bracket } from '../../../../../_data/bracket.ts';
import { useNumbers } from '../../../../../_ui/use-numbers.ts';

/** Who won the prompt, and whether another draw would have brought somebody else. */
export function BracketAnswer({ bracket, isKnockout }: { bracket: Bracket; isKnockout: boolean }) {
  const t = useTranslations('bracket');
  const numbers = useNumbers();
  const { champion, redraws, matches, seed } = bracket;
  if (matches.length === 0) return t('answerNoMatches', { entrants: bracket.entrants });
  if (champion === null) return t(seed === null ? 'answerOpen' : 'answerStopped');
  const won = t(seed === null ? 'answerWon' : isKnockout ? 'answerWouldWin' : 'answerWouldWinLeague', { champion });
  if (redraws.completed === 0) return won;
  const draws = redraws.champions.find(({ contestant }) => contestant === champion)?.draws ?? 0;
  return t('answerWithDraws', {
    won,
    champion,
    share: numbers.share(draws / redraws.completed),
    draws: redraws.completed,
  });
}
