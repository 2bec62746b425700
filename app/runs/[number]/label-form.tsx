'use client';

import { Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import styles from './run-label.module.css';

const LONGEST_NAME = 200;
const LONGEST_NOTES = 20_000;

/** A run's name and notes as they are typed. Escape leaves them as they were. */
export function LabelForm(props: {
  initial: { name: string; notes: string };
  pending: boolean;
  save: (labels: { name: string; notes: string }) => void;
  leave: () => void;
}) {
  const t = useTranslations('runLabel');
  const [name, setName] = useState(props.initial.name);
  const [notes, setNotes] = useState(props.initial.notes);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        props.save({ name, notes });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.leave();
      }}
    >
      <TextInput
        label={t('name')}
        value={name}
        maxLength={LONGEST_NAME}
        ref={first}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={t('notes')}
        value={notes}
        maxLength={LONGEST_NOTES}
        autosize
        minRows={2}
        maxRows={12}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      <div className={styles.row}>
        <button type="submit" className="button" data-quiet disabled={props.pending}>
          {t('save')}
        </button>
        <button type="button" className="button" data-quiet onClick={props.leave}>
          {t('leave')}
        </button>
      </div>
    </form>
  );
}
