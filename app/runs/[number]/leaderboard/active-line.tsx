import { useTranslations } from 'next-intl';
import { pairProbability } from '#lib/ranking/pair-probability.ts';
import type { Ranking, Rating } from '#lib/ranking/rank-games.ts';
import { fitMiddle } from '../../../_ui/fit-text.ts';
import { useNumbers } from '../../../_ui/use-numbers.ts';
import styles from './leaderboard.module.css';

/** What the rating of the contestant under the pointer means against the best of its group. */
export function ActiveLine(props: {
  ratings: readonly Rating[];
  better: Ranking['better'] | undefined;
  active: string | null;
  nameRoom: number;
}) {
  const { ratings, better, active, nameRoom } = props;
  const t = useTranslations('leaderboard');
  const numbers = useNumbers();
  const rating = ratings.find(({ contestant }) => contestant === active);
  const best = ratings.find(({ group }) => group === rating?.group);
  const text = () => {
    if (!rating || !best || rating.rating === null || best.rating === null) return t('hint');
    const rival = rating === best ? ratings.find((other) => other.group === best.group && other !== best) : best;
    if (!rival || rival.rating === null) return t('hint');
    const share = pairProbability(rating.rating, rival.rating);
    const name = (contestant: string) => fitMiddle(contestant, nameRoom);
    const said = { contestant: name(rating.contestant), rival: name(rival.contestant), share: numbers.share(share) };
    const above = better?.[ratings.indexOf(rating)]?.[ratings.indexOf(rival)] ?? null;
    return above === null ? t('against', said) : t('betterThan', { ...said, better: numbers.share(above) });
  };
  return <p className={styles.activeLine}>{text()}</p>;
}
