import { useTranslations } from 'next-intl';
import type { PairMatrix } from '#lib/ranking/pair-matrix.ts';

/** Whether anybody beats everybody it met, and how many pairs are unknown. */
export function MatrixAnswer({ matrix }: { matrix: PairMatrix }) {
  const t = useTranslations('matrix');
  const { contestants, winRate, games } = matrix;
  const pairs = (contestants.length * (contestants.length - 1)) / 2;
  const met = games.flat().filter((count) => count > 0).length / 2;
  if (met === 0) return t('none');
  const unbeaten = contestants.filter((_, row) => {
    const shares = winRate[row]?.filter((share) => share !== null) ?? [];
    return shares.length > 0 && shares.every((share) => share > 0.5);
  });
  const [first] = unbeaten;
  const answer =
    first !== undefined && unbeaten.length === 1
      ? t('answerOne', { first })
      : t('answerMany', { count: unbeaten.length });
  return met === pairs ? answer : t('answerGaps', { answer, missing: pairs - met, pairs });
}
