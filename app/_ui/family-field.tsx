'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { ChangeAnswer } from '../_data/refusal.ts';
import styles from './family-field.module.css';
import { RefusalNotice } from './refusal-notice.tsx';
import { useChange } from './use-change.ts';

const LONGEST = 100;

/** Who made a contestant or a judge, as it is typed; empty leaves it to be guessed from the name. */
export function FamilyField(props: { family: string | null; save: (family: string) => Promise<ChangeAnswer> }) {
  const t = useTranslations('family');
  const id = useId();
  const [text, setText] = useState(props.family ?? '');
  const [saved, setSaved] = useState(props.family ?? '');
  const { pending, refusal, send } = useChange();
  const isChanged = text.trim() !== saved;
  const save = async () => {
    const given = text.trim();
    if (await send(() => props.save(given))) setSaved(given);
  };
  return (
    <>
      <form
        className={styles.family}
        aria-busy={pending}
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) void save();
        }}
      >
        <label htmlFor={id}>{t('label')}</label>
        <input
          id={id}
          value={text}
          maxLength={LONGEST}
          placeholder={t('guessed')}
          aria-describedby={`${id}-effect`}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className="button" data-quiet disabled={pending || !isChanged}>
          {t('save')}
        </button>
        <span id={`${id}-effect`} className={styles.effect}>
          {t('effect')}
        </span>
      </form>
      <RefusalNotice refusal={refusal} />
    </>
  );
}
