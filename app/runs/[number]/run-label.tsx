'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { Icon } from '../../_ui/icon.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { RefusalNotice } from '../../_ui/refusal-notice.tsx';
import { useChange } from '../../_ui/use-change.ts';
import { archiveAction, labelAction } from './label-actions.ts';
import { LabelForm } from './label-form.tsx';
import styles from './run-label.module.css';

const ARCHIVABLE = new Set(['PLANNED', 'COMPLETED', 'COMPLETED_WITH_GAPS', 'CANCELLED', 'FAILED']);

/** What people write on a run, where it comes from, and what can be made of it. */
export function RunLabel({ run }: { run: RunSnapshot['run'] }) {
  const t = useTranslations('runLabel');
  const newcomer = useTranslations('newcomer');
  const isNewcomer = run.schedule === 'newcomer';
  const origin = {
    number: run.originNumber ?? 0,
    run: (text: ReactNode) => <Link href={`/runs/${run.originNumber}`}>{text}</Link>,
  };
  const { name, notes, archivedAt } = run;
  const [shown, setShown] = useState(labelsOf({ name, notes, archivedAt }));
  // Somebody else may have written them.
  useEffect(() => setShown(labelsOf({ name, notes, archivedAt })), [name, notes, archivedAt]);
  const [editing, setEditing] = useState(false);
  const { pending, refusal, send } = useChange();
  const edit = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // The form has gone: the focus goes back to what opened it.
  useEffect(() => {
    if (wasEditing.current && !editing) edit.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const save = async (labels: { name: string; notes: string }) => {
    if (!(await send(() => labelAction(run.number, labels)))) return;
    setShown({ ...shown, name: labels.name.trim(), notes: labels.notes.trim() });
    setEditing(false);
  };
  const archive = async () => {
    const archived = !shown.archived;
    if (await send(() => archiveAction(run.number, archived))) setShown({ ...shown, archived });
  };
  return (
    <section className={styles.label} aria-label={t('about')}>
      {shown.archived && <Notice kind="note">{t('isArchived')}</Notice>}
      {editing ? (
        <LabelForm
          initial={shown}
          pending={pending}
          save={(labels) => void save(labels)}
          leave={() => setEditing(false)}
        />
      ) : (
        <>
          {shown.name && <p className={styles.name}>{shown.name}</p>}
          {shown.notes && <p className={styles.notes}>{shown.notes}</p>}
        </>
      )}
      <RefusalNotice refusal={refusal} />
      <div className={styles.row}>
        {run.originNumber !== null && (
          <span className={styles.origin}>
            {isNewcomer ? newcomer.rich('origin', origin) : t.rich('repeats', origin)}
          </span>
        )}
        {run.state !== 'PLANNED' && <Link href={`/runs/${run.number}/items`}>{t('items')}</Link>}
        {!isNewcomer && <Link href={`/runs/new?origin=${run.number}`}>{t('again')}</Link>}
        <Link href={`/compare?a=${run.originNumber ?? run.number}&b=${run.originNumber === null ? '' : run.number}`}>
          {run.originNumber === null ? t('compare') : t('compareOrigin', { number: run.originNumber })}
        </Link>
        {!editing && (
          <button type="button" className={styles.plain} ref={edit} onClick={() => setEditing(true)}>
            <Icon name="pencil" />
            {t(shown.name || shown.notes ? 'edit' : 'add')}
          </button>
        )}
        {(ARCHIVABLE.has(run.state) || shown.archived) && (
          <button type="button" className={styles.plain} disabled={pending} onClick={() => void archive()}>
            {t(shown.archived ? 'unarchive' : 'archive')}
          </button>
        )}
      </div>
    </section>
  );
}

function labelsOf(run: Pick<RunSnapshot['run'], 'name' | 'notes' | 'archivedAt'>) {
  return { name: run.name ?? '', notes: run.notes, archived: run.archivedAt !== null };
}
