import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { LeaderboardContent } from '#lib/db/leaderboards.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { Help } from '../../../_ui/help.tsx';
import { useNumbers } from '../../../_ui/use-numbers.ts';
import styles from './leaderboard.module.css';

const KINDS = ['unparseable', 'refused', 'truncated', 'blocked', 'error'] as const;

/** What the ratings rest on, in one line: games, what was left out, and how much position decided. */
export function Coverage(props: { content: LeaderboardContent; run: RunRow; final: boolean; isWhole: boolean }) {
  const { content, run, final, isWhole } = props;
  const t = useTranslations('leaderboard');
  const verdicts = useTranslations('verdicts');
  const rejudge = useTranslations('rejudge');
  const numbers = useNumbers();
  const kinds = KINDS.filter((kind) => (content.skipped[kind] ?? 0) > 0);
  const unusable = kinds.reduce((sum, kind) => sum + (content.skipped[kind] ?? 0), 0);
  const detail = kinds.map((kind) => `${verdicts(kind)} ${numbers.count(content.skipped[kind] ?? 0)}`).join(', ');
  return (
    <div className={styles.coverage}>
      <span>{t('games', { games: content.games, prompts: run.plan.prompts })}</span>
      {unusable === 0 && isWhole && <span>{t('allUsable')}</span>}
      {unusable > 0 && (
        <span>{t('unusable', { share: numbers.share(unusable / (unusable + content.games)), detail })}</span>
      )}
      {content.firstShownWinRate !== null && (
        <span>
          {t('firstShown', { share: numbers.share(content.firstShownWinRate) })} <Help>{t('firstShownHelp')}</Help>
        </span>
      )}
      {content.consistency && content.consistency.matches > 0 && (
        <span>
          {t('inconsistent', {
            share: numbers.share(content.consistency.inconsistent / content.consistency.matches),
            inconsistent: content.consistency.inconsistent,
            matches: content.consistency.matches,
          })}{' '}
          <Help>{t('inconsistentHelp')}</Help>
        </span>
      )}
      <span>{t('judgedBy', { judge: run.judgeName })}</span>
      {content.rejudged && (
        <span>
          {rejudge('marked', content.rejudged)} <Help>{rejudge('markedHelp')}</Help>
        </span>
      )}
      <span>{t('benchmark', { benchmark: run.benchmark, version: run.benchmarkVersion })}</span>
      {!final && (
        <Link href={`/runs/${run.number}`} className={styles.live}>
          {t(run.state === 'PAUSED' ? 'notFinalPaused' : 'notFinal')}
        </Link>
      )}
    </div>
  );
}
