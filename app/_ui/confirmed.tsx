'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import styles from './confirmed.module.css';

/** Something that cannot be undone: the first press says what it would do, the second does it. */
export function Confirmed(props: {
  label: string;
  /** What it would be done to, for screen readers, where several buttons have one label. */
  subject?: string;
  consequence: string;
  confirm: string;
  disabled: boolean;
  act: () => void;
}) {
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
        {props.subject && <span className="visually-hidden"> {props.subject}</span>}
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
