'use client';

import { TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CostRefusal } from './cost-refusal.tsx';
import styles from './prices.module.css';
import { useCosts } from './use-costs.ts';

/** What a judge may cost in a month; empty for no cap. */
export function CapField({ judge, monthlyCap }: { judge: string; monthlyCap: number | null }) {
  const t = useTranslations('prices');
  const { pending, answer, send } = useCosts();
  const [text, setText] = useState(monthlyCap === null ? '' : String(monthlyCap));
  const cap = text.trim() === '' ? null : Number(text);
  const isWrong = cap !== null && !(cap > 0);
  return (
    <form
      className={styles.capForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) send({ verb: 'cap', judge, monthlyCap: cap });
      }}
    >
      <TextInput
        label={t('cap')}
        description={t('capEffect')}
        placeholder={t('noCap')}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={isWrong ? t('capWrong') : undefined}
      />
      <button type="submit" className="button" data-quiet disabled={pending || isWrong || cap === monthlyCap}>
        {t('setCap')}
      </button>
      <CostRefusal answer={answer} />
    </form>
  );
}
