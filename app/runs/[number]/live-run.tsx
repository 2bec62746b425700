'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { isContradictory, isShort } from '#lib/pipeline/plan-shortfall.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import type { Trial } from '../../_data/trial.ts';
import { PageFrame } from '../../_shell/page-frame.tsx';
import { GapLine } from '../../_ui/gap-line.tsx';
import { Headline } from '../../_ui/headline.tsx';
import { InconsistentLine } from '../../_ui/inconsistent-line.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { RunStateBadge } from '../../_ui/run-state-badge.tsx';
import { PlanFacts } from '../new/plan-facts.tsx';
import { Failures } from './failures.tsx';
import { ImportedAnswer } from './imported-answer.tsx';
import { MiniLeaderboard } from './mini-leaderboard.tsx';
import { NoticeSwitch } from './notice-switch.tsx';
import { PlannedAndMade } from './planned-and-made.tsx';
import { PrimaryAction } from './primary-action.tsx';
import styles from './run.module.css';
import { RunAnswer } from './run-answer.tsx';
import { RunControls } from './run-controls.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunLabel } from './run-label.tsx';
import { RunSettingsList } from './run-settings-list.tsx';
import { RunTabs } from './run-tabs.tsx';
import { StatusBar } from './status-bar.tsx';
import { Toast } from './toast.tsx';
import { TrialPanel } from './trial-panel.tsx';
import { useControl } from './use-control.ts';
import { useLiveRun } from './use-live-run.ts';
import { useNoticeWish } from './use-notice-wish.ts';
import { useRunNotice } from './use-run-notice.ts';
import { Verdicts } from './verdicts.tsx';

/** A run while it goes, and after. */
export function LiveRun(props: { initial: RunSnapshot; colours: Record<string, string>; trial: Trial | null }) {
  const { initial, colours, trial } = props;
  const t = useTranslations('run');
  const imported = useTranslations('imported');
  const wish = useNoticeWish();
  const { snapshot, connection } = useLiveRun(initial, wish.isOn);
  const { run } = snapshot;
  const notice = useRunNotice(run, wish.isOn);
  const isImported = run.schedule === 'imported';
  const control = useControl(run.number);
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark, href: `/benchmarks/${run.benchmarkId}` },
    { label: t('crumb', { number: run.number }) },
  ];
  return (
    <PageFrame
      crumbs={crumbs}
      action={<PrimaryAction snapshot={snapshot} control={control} />}
      tabs={<RunTabs number={run.number} current="overview" />}
    >
      <Headline
        question={isImported ? imported('question') : t('question')}
        simulated={run.simulated}
        state={<RunStateLine snapshot={snapshot} />}
      >
        {isImported ? <ImportedAnswer snapshot={snapshot} /> : <RunAnswer snapshot={snapshot} />}
      </Headline>
      <RunLabel run={run} />
      {connection !== 'live' && <Notice kind="warning">{t(connection)}</Notice>}
      {notice.text !== null && <Toast text={notice.text} close={notice.close} />}
      <RunControls snapshot={snapshot} control={control} />
      {run.state === 'PAUSED' && run.pauseReason === 'trial' && (
        <TrialPanel trial={trial} control={control} colours={colours} />
      )}
      {run.state === 'PLANNED' ? (
        <section className={styles.plan}>
          <PlanFacts plan={run.plan} />
        </section>
      ) : (
        <>
          {!isImported && <StatusBar snapshot={snapshot} />}
          {!isImported && <RunFacts snapshot={snapshot} />}
          <div className={styles.columns}>
            <div className={styles.column}>
              {!isImported && <Failures snapshot={snapshot} />}
              <Verdicts verdicts={snapshot.progress.verdicts} />
            </div>
            <MiniLeaderboard snapshot={snapshot} colours={colours} />
          </div>
        </>
      )}
      <PlannedAndMade run={run} />
      {run.endedAt === null && <NoticeSwitch wish={wish} />}
      <RunSettingsList run={run} />
    </PageFrame>
  );
}

function RunStateLine({ snapshot: { run, coverage, rejudging } }: { snapshot: RunSnapshot }) {
  const t = useTranslations('run');
  const rejudge = useTranslations('rejudge');
  const hasBoard = run.state !== 'PLANNED';
  return (
    <>
      <GapLine coverage={coverage} />
      <InconsistentLine coverage={coverage} />
      <p className={styles.stateLine}>
        <RunStateBadge
          state={run.state}
          pauseReason={run.pauseReason}
          short={isShort(coverage) || isContradictory(coverage)}
        />
        <span>{t('judgedBy', { judge: run.judgeName })}</span>
        {rejudging && (
          <span>
            {rejudge(run.endedAt === null ? 'underWay' : 'newest', {
              matches: rejudging.matches,
              restated: rejudging.restated,
              generation: rejudging.generation,
              which: rejudge(`scope_${rejudging.scope.only}`),
            })}
          </span>
        )}
        {hasBoard && <Link href={`/runs/${run.number}/leaderboard`}>{t('leaderboard')}</Link>}
      </p>
    </>
  );
}
