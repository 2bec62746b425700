import { useTranslations } from 'next-intl';
import type { MatchDetail } from '#lib/db/match-detail.ts';
import type { Neighbours } from '../../../../_data/match.ts';
import { upsetGap } from '../sides-of.ts';
import styles from './match-facts.module.css';

/** Where the match stands, and what is unusual about it, in one line. */
export function MatchFacts(props: { match: MatchDetail; neighbours: Neighbours; hasRounds: boolean }) {
  const { match, neighbours, hasRounds } = props;
  const t = useTranslations('match');
  const gap = upsetGap(match, neighbours.ratings);
  const winner = match.state === 'a' ? match.contestantA : match.contestantB;
  const advanced =
    match.advancedSide === null ? null : match[match.advancedSide === 'a' ? 'contestantA' : 'contestantB'];
  const facts = [
    match.category && t('category', { category: match.category }),
    hasRounds && t('round', { round: match.round }),
    gap !== null && winner && t('upset', { winner, gap: Math.round(gap) }),
    match.advancedBy &&
      match.advancedBy !== 'verdict' &&
      advanced &&
      t(`advanced_${match.advancedBy}`, { name: advanced }),
    match.generation > 0 && t('rejudged', { generation: match.generation }),
    ...match.tags.map((tag) => `#${tag}`),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
  if (facts.length === 0) return null;
  return (
    <ul className={styles.facts}>
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
