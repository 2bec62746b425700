'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type SaveAnswer, saveAction } from '../actions.ts';
import { ExampleView } from '../example-view.tsx';
import styles from '../templates.module.css';
import { TemplateProblems } from './template-problems.tsx';
import { useCheck } from './use-check.ts';
import { useUnsavedWarning } from './use-unsaved-warning.ts';

/** A template as YAML, what is wrong with it or what it asks, and what saving it will do. */
export function TemplateEditor({ initial, benchmarks }: { initial: string; benchmarks: string[] }) {
  const t = useTranslations('templates');
  const [yaml, setYaml] = useState(initial);
  const [benchmark, setBenchmark] = useState(benchmarks[0] ?? null);
  const { answer, pending } = useCheck({ yaml, benchmark });
  const [refusal, setRefusal] = useState<SaveAnswer | null>(null);
  const [saving, start] = useTransition();
  const save = () => start(async () => setRefusal((await saveAction({ yaml })) ?? null));
  useUnsavedWarning(yaml !== initial && !saving);
  const isGood = answer?.kind === 'good';
  return (
    <div className={styles.columns}>
      <form onSubmit={(event) => event.preventDefault()}>
        <label className={styles.heading} htmlFor="yaml">
          {t('yaml')}
        </label>
        <textarea
          id="yaml"
          className={styles.editor}
          value={yaml}
          onChange={(event) => setYaml(event.currentTarget.value)}
          spellCheck={false}
          aria-invalid={answer?.kind === 'problems'}
          aria-describedby="yaml-state"
        />
        <div className={styles.save}>
          <button
            type="button"
            className="button"
            disabled={!isGood || pending || saving || answer.effect.kind === 'unchanged'}
            onClick={save}
          >
            {isGood ? t(`save_${answer.effect.kind}`, { id: answer.id, version: answer.effect.version }) : t('save')}
          </button>
          <span id="yaml-state" role="status" className={styles.soft}>
            {pending ? t('checking') : isGood ? t('good') : t('notGood')}
          </span>
        </div>
        {refusal && <TemplateProblems answer={refusal} />}
      </form>
      <section aria-labelledby="preview-title" aria-busy={pending}>
        <h2 id="preview-title" className={styles.heading}>
          {t('preview')}
        </h2>
        {benchmark !== null && (
          <NativeSelect
            aria-label={t('previewWith')}
            value={benchmark}
            onChange={(event) => setBenchmark(event.currentTarget.value)}
            data={benchmarks}
          />
        )}
        {answer && answer.kind !== 'good' && <TemplateProblems answer={answer} />}
        {isGood && answer.example && benchmark !== null && (
          <ExampleView benchmark={benchmark} example={answer.example} />
        )}
        {isGood && !answer.example && <p className={styles.soft}>{t('noBenchmark')}</p>}
      </section>
    </div>
  );
}
