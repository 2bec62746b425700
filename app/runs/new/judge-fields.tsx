'use client';

import { Radio, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Notice } from '../../_ui/notice.tsx';
import styles from './run-form.module.css';
import type { FieldsProps, InstallationFacts } from './run-form.tsx';

/** Who judges, and what it costs. */
export function JudgeFields(props: FieldsProps & { installation: InstallationFacts }) {
  const { values, problem, change, installation } = props;
  const t = useTranslations('newRun');
  const origin = URL.canParse(values.endpoint) ? new URL(values.endpoint).origin : null;
  const isKeyed = origin !== null && installation.keyedOrigins.includes(origin);
  const unset = installation.unkeyed.find((one) => one.origin === origin);
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
          {unset && <Notice kind="warning">{t('keyUnset', { origin: unset.origin, variable: unset.variable })}</Notice>}
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
