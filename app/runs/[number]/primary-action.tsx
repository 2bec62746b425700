'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useStartLabel } from '../new/plan-facts.tsx';
import type { Control } from './use-control.ts';

/** The one thing to do next with a run in this state. */
export function PrimaryAction({ snapshot: { run }, control }: { snapshot: RunSnapshot; control: Control }) {
  const t = useTranslations('control');
  const start = useStartLabel(run.plan);
  const button = (verb: 'start' | 'pause' | 'resume' | 'retry', label: string, quiet = false) => (
    <button
      type="button"
      className="button"
      data-quiet={quiet || undefined}
      disabled={control.pending}
      onClick={() => control.send({ verb })}
    >
      {label}
    </button>
  );
  switch (run.state) {
    case 'PLANNED':
      return button('start', start);
    case 'RUNNING':
      return button('pause', t('pause'), true);
    case 'PAUSED':
      if (run.pauseReason === 'failed') return button('retry', t('retry'));
      // A cap must be raised first: that stands on the page.
      // After a trial the button stands with what it will cost.
      if (run.pauseReason === 'trial') return null;
      if (run.pauseReason === 'calls' || run.pauseReason === 'cost') return null;
      return button('resume', t('resume'));
    case 'COMPLETED':
    case 'COMPLETED_WITH_GAPS':
    case 'CANCELLED':
      return (
        <Link className="button" href={`/runs/${run.number}/leaderboard`}>
          {t('leaderboard')}
        </Link>
      );
    default:
      return null;
  }
}
