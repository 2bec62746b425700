'use client';

import { TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './run-controls.module.css';
import type { Control } from './use-control.ts';

/** A run that has used its cap up goes on with a higher one. */
export function RaiseCap(props: { run: RunSnapshot['run']; kind: 'calls' | 'cost'; control: Control }) {
  const { run, kind, control } = props;
  const t = useTranslations('control');
  const numbers = useNumbers();
  const before = (kind === 'calls' ? run.maxCalls : run.maxCost) ?? 0;
  const used = kind === 'calls' ? run.requests : run.spend + run.unreportedCost;
  const [text, setText] = useState(String(before * 2));
  const cap = Number(text);
  const isHigher = Number.isFinite(cap) && cap > used && (kind === 'cost' || Number.isInteger(cap));
  const written = kind === 'calls' ? numbers.count(cap) : numbers.money(cap);
  const resume = () => control.send({ verb: 'resume', [kind === 'calls' ? 'maxCalls' : 'maxCost']: cap });
  return (
    <form
      className={styles.raise}
      onSubmit={(event) => {
        event.preventDefault();
        if (isHigher) resume();
      }}
    >
      <TextInput
        label={t(kind === 'calls' ? 'newCallCap' : 'newCostCap')}
        description={t('capUsed', {
          used: kind === 'calls' ? numbers.count(used) : numbers.money(used),
          cap: kind === 'calls' ? numbers.count(before) : numbers.money(before),
        })}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={isHigher ? undefined : t('capTooLow')}
      />
      <button type="submit" className="button" disabled={control.pending || !isHigher}>
        {t('resumeWithCap', { cap: isHigher ? written : '…' })}
      </button>
    </form>
  );
}
