'use client';

import { TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CostRefusal } from './cost-refusal.tsx';
import styles from './prices.module.css';
import { useCosts } from './use-costs.ts';

const EMPTY = { model: '', inputPrice: '', outputPrice: '' };

/** Sets a price. One that is there already is replaced. */
export function PriceForm({ baseUrl }: { baseUrl: string }) {
  const t = useTranslations('prices');
  const { pending, answer, send } = useCosts();
  const [values, setValues] = useState({ ...EMPTY, endpoint: baseUrl });
  const field = (name: keyof typeof values) => ({
    label: t(name),
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });
  const prices = [values.inputPrice, values.outputPrice];
  const areNumbers = prices.every((text) => text.trim() !== '' && Number(text) >= 0);
  const isUrl = URL.canParse(values.endpoint.trim()) && /^https?:/.test(values.endpoint.trim());
  const isReady = areNumbers && isUrl && values.model.trim() !== '';
  const submit = () =>
    send({
      verb: 'set',
      endpoint: values.endpoint,
      model: values.model,
      inputPrice: Number(values.inputPrice),
      outputPrice: Number(values.outputPrice),
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) submit();
      }}
    >
      <TextInput {...field('model')} placeholder="house-model-7b" />
      <TextInput {...field('endpoint')} inputMode="url" />
      <TextInput {...field('inputPrice')} inputMode="decimal" placeholder="0.15" />
      <TextInput {...field('outputPrice')} inputMode="decimal" placeholder="0.60" />
      <button type="submit" className="button" disabled={pending || !isReady}>
        {t('set')}
      </button>
      <CostRefusal answer={answer} />
    </form>
  );
}
