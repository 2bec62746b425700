import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { PlanCoverage } from '#lib/db/plan-coverage.ts';
import type { RunRow } from '#lib/db/run-row.ts';
import { type Crumb, PageFrame } from '../../../_shell/page-frame.tsx';
import { GapLine } from '../../../_ui/gap-line.tsx';
import { Headline } from '../../../_ui/headline.tsx';
import { RunTabs } from '../run-tabs.tsx';

/** Without a verdict there is nothing to rank: not yet, or, when the run has ended, for good. */
export function NoLeaderboard(props: { crumbs: Crumb[]; run: RunRow; coverage: PlanCoverage }) {
  const { crumbs, run, coverage } = props;
  const t = useTranslations('leaderboard');
  const isOver = run.endedAt !== null && coverage.withVerdict + coverage.inconsistent === 0;
  return (
    <PageFrame crumbs={crumbs} tabs={<RunTabs number={run.number} current="leaderboard" />}>
      <Headline question={t('question')} simulated={run.simulated} state={<GapLine coverage={coverage} />}>
        {t(isOver ? 'never' : 'none')}
      </Headline>
      <p>{t(isOver ? 'neverText' : 'noneText')}</p>
      <Link className="button" href={`/runs/${run.number}`}>
        {t('toRun')}
      </Link>
    </PageFrame>
  );
}
