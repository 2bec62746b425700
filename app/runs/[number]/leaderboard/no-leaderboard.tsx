import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RunRow } from '#lib/db/run-row.ts';
import { type Crumb, PageFrame } from '../../../_shell/page-frame.tsx';
import { Headline } from '../../../_ui/headline.tsx';

/** Before the first verdict there is nothing to rank. */
export function NoLeaderboard({ crumbs, run }: { crumbs: Crumb[]; run: RunRow }) {
  const t = useTranslations('leaderboard');
  return (
    <PageFrame crumbs={crumbs}>
      <Headline question={t('question')} simulated={run.simulated}>
        {t('none')}
      </Headline>
      <p>{t('noneText')}</p>
      <Link className="button" href={`/runs/${run.number}`}>
        {t('toRun')}
      </Link>
    </PageFrame>
  );
}
