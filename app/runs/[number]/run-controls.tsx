'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { forecastOf } from '#lib/pipeline/run-forecast.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { Notice } from '../../_ui/notice.tsx';
import { useNoteWords } from '../../_ui/use-note-words.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';
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
      {control.refusal && <Refusal refusal={control.refusal} />}
      {run.state === 'PAUSED' && (run.pauseReason === 'calls' || run.pauseReason === 'cost') && (
        <RaiseCap run={run} kind={run.pauseReason} control={control} />
      )}
      <div className={styles.row}>
        {ENDED.has(run.state) && run.schedule !== 'imported' && <Rejudge run={run} />}
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
  const text =
    refusal.kind === 'refused'
      ? t('refused', { expected: refusal.report.expected, got: refusal.report.got, fix: refusal.report.fix })
      : t(refusal.kind);
  return <Notice kind="error">{text}</Notice>;
}

/** Something that cannot be undone: the first press says what it would do, the second does it. */
function Confirmed(props: { label: string; consequence: string; confirm: string; disabled: boolean; act: () => void }) {
  const t = useTranslations('control');
  const [asking, setAsking] = useState(false);
  const hasAsked = useRef(false);
  // The pressed button gives its place to another: the focus goes with it, to the one that does no harm.
  const takeFocus = (button: HTMLButtonElement | null) => {
    if (hasAsked.current) button?.focus();
  };
  const ask = () => {
    hasAsked.current = true;
    setAsking(true);
  };
  if (!asking) {
    return (
      <button type="button" className="button" data-quiet ref={takeFocus} disabled={props.disabled} onClick={ask}>
        {props.label}
      </button>
    );
  }
  const keepOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setAsking(false);
  };
  const act = () => {
    setAsking(false);
    props.act();
  };
  return (
    <fieldset className={styles.confirm} aria-label={props.label} onKeyDown={keepOnEscape}>
      <p role="alert">{props.consequence}</p>
      <button type="button" className="button" data-danger disabled={props.disabled} onClick={act}>
        {props.confirm}
      </button>
      <button type="button" className="button" data-quiet ref={takeFocus} onClick={() => setAsking(false)}>
        {t('keep')}
      </button>
    </fieldset>
  );
}
