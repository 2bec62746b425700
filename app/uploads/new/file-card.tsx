'use client';

import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DATASET_FORMATS, type DatasetFormat } from '#lib/dataset/dataset-row.ts';
import type { Inspection } from '#lib/pipeline/inspect-files.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';
import type { GivenReading } from './actions.ts';
import { MappingFields } from './mapping-fields.tsx';
import { PreviewRows } from './preview-rows.tsx';
import styles from './upload.module.css';

type InspectedFile = Inspection['files'][number];

/** What was found in one file: its format, which field holds what, its first rows; and what the user says instead. */
export function FileCard(props: {
  file: InspectedFile;
  given: GivenReading;
  isLeftOut: boolean;
  leaveOut: (isOut: boolean) => void;
  read: (reading: GivenReading) => void;
  pending: boolean;
}) {
  const { file, given, isLeftOut, pending } = props;
  const t = useTranslations('upload');
  const [contestant, setContestant] = useState(given.contestant ?? '');
  const change = (changes: GivenReading) => props.read({ ...given, ...changes });
  const hasAnswers = file.sampled.responses > 0 || file.format === null;
  const fieldOfContestant = file.mapping.some(({ word }) => word === 'contestant');
  return (
    <section className={styles.card} data-out={isLeftOut || undefined} aria-label={file.name}>
      <header className={styles.cardHead}>
        <h2>{file.name}</h2>
        <Checkbox
          label={t('leaveOut')}
          checked={isLeftOut}
          onChange={(event) => props.leaveOut(event.currentTarget.checked)}
        />
      </header>
      <p className={styles.found}>
        <FoundWords file={file} />
      </p>
      {!isLeftOut && (
        <>
          <div className={styles.pair}>
            <NativeSelect
              label={t('format')}
              value={file.format ?? ''}
              disabled={pending}
              data={[
                { value: '', label: t('formatUnknown'), disabled: true },
                ...DATASET_FORMATS.map((name) => ({ value: name, label: t(`format_${name}`) })),
              ]}
              onChange={(event) => change({ format: event.currentTarget.value as DatasetFormat, mapping: {} })}
            />
            {hasAnswers && !fieldOfContestant && (
              <TextInput
                label={t('contestant')}
                description={t('contestantEffect')}
                value={contestant}
                disabled={pending}
                maxLength={500}
                onChange={(event) => setContestant(event.currentTarget.value)}
                onBlur={() =>
                  contestant !== (given.contestant ?? '') && change({ contestant: contestant || undefined })
                }
              />
            )}
          </div>
          <MappingFields file={file} given={given} change={change} pending={pending} />
          <PreviewRows rows={file.rows} />
        </>
      )}
    </section>
  );
}

function FoundWords({ file }: { file: InspectedFile }) {
  const t = useTranslations('upload');
  const numbers = useNumbers();
  const { records, prompts, responses, failed, bad, isWhole } = file.sampled;
  if (records === 0) return t('foundNothing');
  const parts = [
    t(isWhole ? 'foundAll' : 'foundFirst', { records: numbers.count(records), container: file.container }),
    prompts > 0 && t('foundPrompts', { count: prompts }),
    responses > 0 && t('foundAnswers', { count: responses, contestants: file.contestants.length }),
    failed > 0 && t('foundFailed', { count: failed }),
    bad > 0 && t('foundBad', { count: bad }),
  ];
  return parts.filter((part) => part !== false).join(' · ');
}
