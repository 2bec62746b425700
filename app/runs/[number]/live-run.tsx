'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { isContradictory, isShort } from '#lib/pipeline/plan-shortfall.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
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
import { PrimaryAction } from './primary-action.tsx';
import styles from './run.module.css';
import { RunAnswer } from './run-answer.tsx';
import { RunControls } from './run-controls.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunSettingsList } from './run-settings-list.tsx';
import { StatusBar } from './status-bar.tsx';
import { useControl } from './use-control.ts';
import { useLiveRun } from './use-live-run.ts';
import { Verdicts } from './verdicts.tsx';

/** A run while it goes, and after. */
export function LiveRun({ initial, colours }: { initial: RunSnapshot; colours: Record<string, string> }) {
  const t = useTranslations('run');
  const imported = useTranslations('imported');
  const { snapshot, connection } = useLiveRun(initial);
  const { run } = snapshot;
  const isImported = run.schedule === 'imported';
  const control = useControl(run.number);
  const crumbs = [
    { label: t('home'), href: '/' },
    { label: run.benchmark },
    { label: t('crumb', { number: run.number }) },
  ];
  return (
    <PageFrame crumbs={crumbs} action={<PrimaryAction snapshot={snapshot} control={control} />}>
      <Headline
        question={isImported ? imported('question') : t('question')}
        simulated={run.simulated}
        state={<RunStateLine snapshot={snapshot} />}
      >
        {isImported ? <ImportedAnswer snapshot={snapshot} /> : <RunAnswer snapshot={snapshot} />}
      </Headline>
      {connection !== 'live' && <Notice kind="warning">{t(connection)}</Notice>}
      <RunControls snapshot={snapshot} control={control} />
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
