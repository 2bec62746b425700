import { useTranslations } from 'next-intl';
import type { JudgementDetail, MatchDetail } from '#lib/db/match-detail.ts';
import { useNumbers } from '../../../../_ui/use-numbers.ts';
import styles from './judgements.module.css';

/** What the judge gave each verdict, where it told. */
export function Probabilities({ match, judgement }: { match: MatchDetail; judgement: JudgementDetail }) {
  const t = useTranslations('match');
  const numbers = useNumbers();
  const { probabilityA, probabilityB, probabilityTie } = judgement;
  if (probabilityA === null || probabilityB === null) return null;
  const parts = [
    `${match.contestantA ?? ''} ${numbers.share(probabilityA)}`,
    `${match.contestantB ?? ''} ${numbers.share(probabilityB)}`,
    probabilityTie === null ? null : t('probabilityTie', { share: numbers.share(probabilityTie) }),
  ].filter((part) => part !== null);
  return <p className={styles.facts}>{t('probabilities', { parts: parts.join(' · ') })}</p>;
}
