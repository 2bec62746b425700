'use client';

import { Autocomplete, Radio, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import styles from './upload.module.css';

/** Where an upload goes, and what becomes of contestants that do not answer every prompt. */
export interface Target {
  readonly benchmark: string;
  readonly description: string;
  readonly missing: 'leave-out' | 'refuse';
}

/** The fields of a target. */
export function ImportTarget(props: {
  benchmarks: string[];
  target: Target;
  change: (changed: Partial<Target>) => void;
}) {
  const t = useTranslations('upload');
  const { benchmarks, target, change } = props;
  return (
    <>
      <Autocomplete
        label={t('benchmark')}
        description={benchmarks.includes(target.benchmark.trim()) ? t('benchmarkKnown') : t('benchmarkNew')}
        data={benchmarks}
        value={target.benchmark}
        onChange={(benchmark) => change({ benchmark })}
        required
        maxLength={500}
      />
      <TextInput
        label={t('description')}
        value={target.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('missing')}
        value={target.missing}
        onChange={(value) => change({ missing: value === 'refuse' ? 'refuse' : 'leave-out' })}
      >
        <div className={styles.options}>
          <Radio value="leave-out" label={t('missingLeaveOut')} description={t('missingLeaveOutEffect')} />
          <Radio value="refuse" label={t('missingRefuse')} description={t('missingRefuseEffect')} />
        </div>
      </Radio.Group>
    </>
  );
}
