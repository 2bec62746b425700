import { useTranslations } from 'next-intl';
import type { JudgementDetail, MatchDetail } from '#lib/db/match-detail.ts';
import styles from './reasons.module.css';
import { VerdictName } from './verdict-name.tsx';

const SHOWN = 2;

/** What the judges gave as their reason, the first few of those that count: the answer to "why". */
export function Reasons({ match, judgements }: { match: MatchDetail; judgements: readonly JudgementDetail[] }) {
  const t = useTranslations('match');
  const said = judgements.filter(
    ({ generation, reason, source }) => generation === match.generation && reason && source !== 'identical',
  );
  if (said.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {said.slice(0, SHOWN).map((judgement) => (
        <li key={judgement.id}>
          <q>{judgement.reason}</q>
          <span className={styles.by}>
            {judgement.judge} · <VerdictName match={match} verdict={judgement.verdict} /> ·{' '}
            {t('shownFirst', { name: match[judgement.first === 'a' ? 'contestantA' : 'contestantB'] ?? '' })}
          </span>
        </li>
      ))}
      {said.length > SHOWN && (
        <li>
          <a href="#judgements">{t('moreReasons', { count: said.length - SHOWN })}</a>
        </li>
      )}
    </ul>
  );
}
