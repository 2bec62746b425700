'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { forecastOf } from '#lib/pipeline/run-forecast.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { Confirmed } from '../../_ui/confirmed.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { useNoteWords } from '../../_ui/use-note-words.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';
import { AddNewcomer } from './add-newcomer.tsx';
import { RaiseCap } from './raise-cap.tsx';
import { Rejudge } from './rejudge.tsx';
import styles from './run-controls.module.css';
import type { Control } from './use-control.ts';

const CANCELLABLE = new Set(['PLANNED', 'RUNNING', 'PAUSING', 'PAUSED']);
const ENDED = new Set(['COMPLETED', 'COMPLETED_WITH_GAPS']);
const RETRYABLE = new Set(['RUNNING', 'PAUSED', 'COMPLETED_WITH_GAPS']);

/** Everything else that can be done with a run, with its consequence; and why it stands still. */
export function RunControls({ snapshot, control }: { snapshot: RunSnapshot; control: Control }) {
  const t = useTranslations('control');
  const rejudge = useTranslations('rejudge');
  const numbers = useNumbers();
  const notes = useNoteWords();
  const { run, progress } = snapshot;
  const said = run.stateNote && notes.run(run.stateNote).said;
  const failed = progress.calls.FAILED ?? 0;
  const isHeld = run.state === 'PAUSED' && run.pauseReason === 'failed';
  return (
    <div className={styles.controls}>
      {run.state === 'PAUSED' && run.pauseReason === 'blocked' && (
        <Notice kind="error">
          <p>{t('blocked')}</p>
          {said && (
            <p lang="en" className={styles.said}>
              {said}
            </p>
          )}
        </Notice>
      )}
      {run.state === 'PAUSED' && run.pauseReason === 'month' && run.stateNote && (
        <Notice kind="warning">
          {notes.run(run.stateNote).text}. <Link href="/prices">{t('toPrices')}</Link>
        </Notice>
      )}
      {control.refusal && <Refusal refusal={control.refusal} />}
      {run.state === 'PAUSED' && (run.pauseReason === 'calls' || run.pauseReason === 'cost') && (
        <RaiseCap run={run} kind={run.pauseReason} control={control} />
      )}
      <div className={styles.row}>
        {ENDED.has(run.state) && run.schedule !== 'imported' && <Rejudge run={run} />}
        {ENDED.has(run.state) && run.schedule !== 'imported' && <AddNewcomer run={run} />}
        {failed > 0 && RETRYABLE.has(run.state) && !isHeld && (
          <button
            type="button"
            className="button"
            data-quiet
            disabled={control.pending}
            onClick={() => control.send({ verb: 'retry' })}
          >
            {t('retryFailed', { failed: numbers.count(failed) })}
          </button>
        )}
        {failed > 0 && run.state === 'PAUSED' && (
          <Confirmed
            label={t('close')}
            consequence={t('closeEffect', { failed: numbers.count(failed) })}
            confirm={t('closeConfirm')}
            disabled={control.pending}
            act={() => control.send({ verb: 'close' })}
          />
        )}
        {CANCELLABLE.has(run.state) && (
          <Confirmed
            label={t('cancel')}
            consequence={
              run.generation > 0
                ? rejudge('cancelEffect', { left: forecastOf(snapshot).left })
                : t('cancelEffect', { left: numbers.count(forecastOf(snapshot).left) })
            }
            confirm={t('cancelConfirm')}
            disabled={control.pending}
            act={() => control.send({ verb: 'cancel' })}
          />
        )}
      </div>
    </div>
  );
}

function Refusal({ refusal }: { refusal: NonNullable<Control['refusal']> }) {
  const t = useTranslations('control');
  if (refusal.kind !== 'refused') return <Notice kind="error">{t(refusal.kind)}</Notice>;
  const { code, expected, got, fix } = refusal.report;
  const known = KNOWN_REFUSALS.find((one) => one === code);
  return <Notice kind="error">{known ? t(`refused_${known}`) : t('refused', { expected, got, fix })}</Notice>;
}

/** Refusals that a page can explain without the terminal's commands. */
const KNOWN_REFUSALS = ['cap-used-up', 'month-used-up', 'unknown-price', 'wrong-run-state'] as const;
