'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { FormValues } from './form-values.ts';
import styles from './run-form.module.css';
import type { FieldsProps } from './run-form.tsx';

/** What the run may spend, and how it is repeated. */
export function LimitFields({ values, problem, change }: FieldsProps) {
  const t = useTranslations('newRun');
  const text = (field: 'maxCalls' | 'maxCost' | 'inFlight' | 'seed') => ({
    value: values[field],
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
    error: problem(field),
  });
  return (
    <fieldset className={styles.group}>
      <legend>{t('limits')}</legend>
      <div className={styles.pair}>
        <TextInput
          label={t('maxCost')}
          description={t('maxCostEffect')}
          placeholder={t('noCap')}
          inputMode="decimal"
          {...text('maxCost')}
        />
        <TextInput
          label={t('maxCalls')}
          description={t('maxCallsEffect')}
          placeholder={t('noCap')}
          inputMode="numeric"
          {...text('maxCalls')}
        />
        <TextInput label={t('inFlight')} description={t('inFlightEffect')} inputMode="numeric" {...text('inFlight')} />
        <TextInput label={t('seed')} description={t('seedEffect')} {...text('seed')} />
      </div>
      <NativeSelect
        label={t('cache')}
        description={t(`cache_${values.cache}_effect`)}
        value={values.cache}
        onChange={(event) => change({ cache: event.currentTarget.value as FormValues['cache'] })}
        data={(['use', 'bypass', 'refresh'] as const).map((mode) => ({ value: mode, label: t(`cache_${mode}`) }))}
      />
    </fieldset>
  );
}
