'use client';

import { Radio, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import styles from './run-form.module.css';
import type { FieldsProps } from './run-form.tsx';

/** Who judges, and what it costs. */
export function JudgeFields(
  props: FieldsProps & { installation: { keyedOrigins: readonly string[]; baseUrl: string } },
) {
  const { values, problem, change, installation } = props;
  const t = useTranslations('newRun');
  const isKeyed = URL.canParse(values.endpoint) && installation.keyedOrigins.includes(new URL(values.endpoint).origin);
  const choose = (judge: string) => {
    const endpoint = judge === 'endpoint' && values.endpoint === '' ? installation.baseUrl : values.endpoint;
    change({ judge: judge as 'simulated' | 'endpoint', endpoint });
  };
  const text = (field: 'endpoint' | 'model' | 'inputPrice' | 'outputPrice') => ({
    value: values[field],
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
    error: problem(field),
  });
  return (
    <fieldset className={styles.group}>
      <legend>{t('judge')}</legend>
      <Radio.Group value={values.judge} onChange={choose} aria-label={t('judge')}>
        <div className={styles.options}>
          <Radio value="simulated" label={t('judgeSimulated')} description={t('judgeSimulatedEffect')} />
          <Radio value="endpoint" label={t('judgeEndpoint')} description={t('judgeEndpointEffect')} />
        </div>
      </Radio.Group>
      {values.judge === 'endpoint' && (
        <>
          <TextInput
            label={t('endpoint')}
            description={isKeyed ? t('keySet') : t('keyMissing')}
            inputMode="url"
            {...text('endpoint')}
          />
          <TextInput label={t('model')} placeholder="gpt-5-mini" {...text('model')} />
          <div className={styles.pair}>
            <TextInput
              label={t('inputPrice')}
              description={t('priceEffect')}
              inputMode="decimal"
              {...text('inputPrice')}
            />
            <TextInput
              label={t('outputPrice')}
              description={t('priceEffect')}
              inputMode="decimal"
              {...text('outputPrice')}
            />
          </div>
        </>
      )}
    </fieldset>
  );
}
