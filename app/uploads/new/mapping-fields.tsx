'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { MAPPING_WORDS } from '#lib/dataset/formats/mapping.ts';
import type { Inspection } from '#lib/pipeline/inspect-files.ts';
import type { GivenReading } from './actions.ts';
import styles from './upload.module.css';

/** Which field of the file holds what; each can be chosen otherwise. */
export function MappingFields(props: {
  file: Inspection['files'][number];
  given: GivenReading;
  change: (changes: GivenReading) => void;
  pending: boolean;
}) {
  const { file, given, change, pending } = props;
  const t = useTranslations('upload');
  const found = new Map(file.mapping.map(({ word, field }) => [word, field]));
  const others = [...found.keys()].filter((word) => !(MAPPING_WORDS as readonly string[]).includes(word));
  const words = [...MAPPING_WORDS, ...others];
  const shown = words.filter((word) => found.has(word));
  const set = (word: string, field: string) => change({ mapping: { ...given.mapping, [word]: field } });
  return (
    <details className={styles.mapping} open={shown.length === 0}>
      <summary>
        {shown.length === 0
          ? t('mappingNone')
          : t('mapping', { pairs: shown.map((word) => `${wordLabel(t, word)} ← ${found.get(word)}`).join(', ') })}
      </summary>
      <div className={styles.mappingGrid}>
        {words.map((word) => {
          const value = found.get(word) ?? '';
          const options = [...new Set([value, ...file.fields])].filter((field) => field !== '');
          return (
            <NativeSelect
              key={word}
              label={wordLabel(t, word)}
              value={value}
              disabled={pending}
              data={[{ value: '', label: t('mappingNothing') }, ...options]}
              onChange={(event) => set(word, event.currentTarget.value)}
            />
          );
        })}
      </div>
    </details>
  );
}

function wordLabel(t: ReturnType<typeof useTranslations<'upload'>>, word: string): string {
  const known = MAPPING_WORDS.find((one) => one === word);
  return known ? t(`word_${known}`) : word.replace(/^fields\./, '');
}
