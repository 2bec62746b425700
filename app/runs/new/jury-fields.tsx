'use client';

import { Checkbox, Radio, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { COMBINATIONS } from '#lib/judging/combine-jury.ts';
import type { FormValues } from './form-values.ts';
import { jurorsOf, jurorTexts, type TypedJuror } from './jury-values.ts';
import styles from './run-form.module.css';
import type { FieldsProps } from './run-form.tsx';

/** Judges beside the first, and how they give one result; each with what it does to the number of calls. */
export function JuryFields({ values, problem, change }: FieldsProps) {
  const t = useTranslations('jury');
  const jurors = jurorsOf(values);
  const store = (next: readonly TypedJuror[]) => change({ jurors: jurorTexts(next) });
  const edit = (index: number, changes: Partial<TypedJuror>) =>
    store(jurors.map((juror, place) => (place === index ? { ...juror, ...changes } : juror)));
  const add = () => store([...jurors, { model: '', endpoint: values.endpoint, weight: '1' }]);
  const samples = Number(values.samples);
  return (
    <fieldset className={styles.group}>
      <legend>{t('title')}</legend>
      {jurors.length > 0 && (
        <TextInput
          label={t('firstWeight')}
          inputMode="decimal"
          value={values.weight}
          onChange={(event) => change({ weight: event.currentTarget.value })}
          error={problem('weight')}
        />
      )}
      {jurors.map((juror, index) => (
        <Seat
          key={index}
          seat={index + 2}
          juror={juror}
          edit={(changes) => edit(index, changes)}
          remove={() => store(jurors.filter((_, place) => place !== index))}
        />
      ))}
      <p className={styles.problem}>{problem('jurors')}</p>
      <div>
        <button type="button" className="button" data-quiet onClick={add}>
          {t('add')}
        </button>
        <p className={styles.effect}>{t('addEffect', { judges: jurors.length + 1 })}</p>
      </div>
      {jurors.length > 0 && (
        <>
          <Radio.Group
            value={values.combination}
            onChange={(combination) => change({ combination: combination as FormValues['combination'] })}
            label={t('combination')}
          >
            <div className={styles.options}>
              {COMBINATIONS.map((rule) => (
                <Radio
                  key={rule}
                  value={rule}
                  label={t(`combination_${rule}`)}
                  description={t(`combination_${rule}_effect`)}
                />
              ))}
            </div>
          </Radio.Group>
          <Checkbox
            label={t('families')}
            description={t('familiesEffect')}
            checked={values.families === 'exclude'}
            onChange={(event) => change({ families: event.currentTarget.checked ? 'exclude' : 'all' })}
          />
        </>
      )}
      <TextInput
        label={t('samples')}
        description={t('samplesEffect', { samples: samples >= 1 ? samples : 1 })}
        inputMode="numeric"
        value={values.samples}
        onChange={(event) => change({ samples: event.currentTarget.value })}
        error={problem('samples')}
      />
    </fieldset>
  );
}

function Seat(props: {
  seat: number;
  juror: TypedJuror;
  edit: (changes: Partial<TypedJuror>) => void;
  remove: () => void;
}) {
  const { seat, juror, edit, remove } = props;
  const t = useTranslations('jury');
  const words = useTranslations('newRun');
  const text = (field: keyof TypedJuror) => ({
    value: juror[field],
    onChange: (event: { currentTarget: { value: string } }) => edit({ [field]: event.currentTarget.value }),
  });
  return (
    <fieldset className={styles.list} aria-label={t('seat', { seat })}>
      <div className={styles.listHead}>
        <span className={styles.label}>{t('seat', { seat })}</span>
        <button type="button" className={styles.textButton} onClick={remove} aria-label={t('removeSeat', { seat })}>
          {t('remove')}
        </button>
      </div>
      <TextInput label={words('endpoint')} inputMode="url" {...text('endpoint')} />
      <div className={styles.pair}>
        <TextInput label={words('model')} {...text('model')} />
        <TextInput label={t('weight')} inputMode="decimal" {...text('weight')} />
      </div>
    </fieldset>
  );
}
