import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ShownMatch } from '../../../../../_data/bracket.ts';
import styles from './bracket.module.css';

/** The bracket in words, round by round; every match leads to its page. */
export function BracketList({ matches, shown }: { matches: readonly ShownMatch[]; shown: number }) {
  const t = useTranslations('bracket');
  const rounds = [...Map.groupBy(matches, ({ round }) => round)].sort(([one], [other]) => one - other);
  return (
    <details className={styles.list}>
      <summary>{t('asList')}</summary>
      {rounds.map(([round, played]) => (
        <section key={round}>
          <h2>{round === rounds.length ? t('final') : t('round', { round })}</h2>
          {round > shown ? (
            <p className={styles.note}>{t('hiddenRound')}</p>
          ) : (
            <ul>
              {played.map((match) => (
                <li key={match.slot}>
                  <Line match={match} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </details>
  );
}

function Line({ match }: { match: ShownMatch }) {
  const t = useTranslations('bracket');
  const { a, b, result, advancedSide, upset, id, run } = match;
  const words = () => {
    if (a === null || b === null) return t('lineOpen', { a: a ?? t('nobodyYet'), b: b ?? t('nobodyYet') });
    if (result === null || advancedSide === null) return t('lineNotPlayed', { a, b });
    const [winner, loser] = advancedSide === 'a' ? [a, b] : [b, a];
    if (result !== 'a' && result !== 'b') return t(`line_${result}`, { winner, loser });
    return upset === null ? t('lineWon', { winner, loser }) : t('lineUpset', { winner, loser, gap: Math.round(upset) });
  };
  return id === null ? words() : <Link href={`/runs/${run}/matches/${id}`}>{words()}</Link>;
}
