'use client';

import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import styles from './run-form.module.css';
import type { BenchmarkChoice, FieldsProps } from './run-form.tsx';

/** From so many on, finding one by eye takes too long. */
const SEARCH_FROM = 12;

/** What is run, and who plays. */
export function ContestantFields(props: FieldsProps & { benchmarks: BenchmarkChoice[]; contestants: string[] }) {
  const { values, problem, change, benchmarks, contestants } = props;
  const t = useTranslations('newRun');
  const [wanted, setWanted] = useState('');
  const shown = contestants.filter((name) => name.toLowerCase().includes(wanted.toLowerCase()));
  const playing = contestants.filter((name) => !values.without.includes(name)).length;
  const toggle = (name: string, plays: boolean) =>
    change({ without: plays ? values.without.filter((other) => other !== name) : [...values.without, name] });
  return (
    <fieldset className={styles.group}>
      <legend>{t('what')}</legend>
      <NativeSelect
        label={t('benchmark')}
        value={values.benchmark}
        onChange={(event) =>
          change({ benchmark: event.currentTarget.value, without: [], anchors: [], categoryTemplates: [] })
        }
        data={benchmarks.map(({ name, prompts }) => ({ value: name, label: t('benchmarkOption', { name, prompts }) }))}
        error={problem('benchmark')}
      />
      <fieldset className={styles.list} aria-labelledby="contestants-label" aria-describedby="contestants-problem">
        <div className={styles.listHead}>
          <span id="contestants-label" className={styles.label}>
            {t('contestants', { playing, all: contestants.length })}
          </span>
          <span className={styles.listActions}>
            <button type="button" className={styles.textButton} onClick={() => change({ without: [] })}>
              {t('all')}
            </button>
            <button type="button" className={styles.textButton} onClick={() => change({ without: contestants })}>
              {t('noneOfThem')}
            </button>
          </span>
        </div>
        {contestants.length > SEARCH_FROM && (
          <TextInput
            aria-label={t('search')}
            placeholder={t('search')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            mb={8}
          />
        )}
        <div className={styles.checkList}>
          {shown.map((name) => (
            <Checkbox
              key={name}
              label={name}
              checked={!values.without.includes(name)}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
          ))}
        </div>
        <p id="contestants-problem" className={styles.problem}>
          {problem('without')}
        </p>
      </fieldset>
    </fieldset>
  );
}
