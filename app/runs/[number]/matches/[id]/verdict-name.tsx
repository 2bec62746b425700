import { useTranslations } from 'next-intl';
import type { Verdict } from '#lib/db/judgements.ts';
import type { MatchDetail } from '#lib/db/match-detail.ts';

/** A verdict by the name of whom it is for. */
export function VerdictName({ match, verdict }: { match: MatchDetail; verdict: Verdict }) {
  const t = useTranslations('match');
  if (verdict === 'a' || verdict === 'b') {
    return t('verdictFor', { name: match[verdict === 'a' ? 'contestantA' : 'contestantB'] ?? '' });
  }
  return t(`verdict_${verdict}`);
}
