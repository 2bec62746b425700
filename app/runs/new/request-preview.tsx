'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Notice } from '../../_ui/notice.tsx';
import { type PreviewAnswer, previewAction } from './actions.ts';
import type { FormValues } from './form-values.ts';
import styles from './request-preview.module.css';

/** One exact request of the plan, rendered when asked for. */
export function RequestPreview({ values }: { values: FormValues }) {
  const t = useTranslations('preview');
  const [answer, setAnswer] = useState<PreviewAnswer | null>(null);
  const [pending, start] = useTransition();
  const show = () => start(async () => setAnswer(await previewAction(values)));
  return (
    <section className={styles.preview}>
      <button type="button" className="button" data-quiet onClick={show} disabled={pending}>
        {answer ? t('again') : t('show')}
      </button>
      <div aria-live="polite">{answer && <Preview answer={answer} />}</div>
    </section>
  );
}

function Preview({ answer }: { answer: PreviewAnswer }) {
  const t = useTranslations('preview');
  if (answer.kind !== 'preview') return <Notice kind="error">{t('noPlan')}</Notice>;
  if (answer.preview === null) return <Notice kind="note">{t('nothing')}</Notice>;
  const { promptKey, shownFirst, shownSecond, template, messages } = answer.preview;
  return (
    <>
      <p className={styles.about}>{t('about', { promptKey, shownFirst, shownSecond, template })}</p>
      {messages.map((message, index) => (
        <div key={index}>
          <p className={styles.role}>{t(`role_${message.role}`)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message is scrolled, by keyboard too. */}
          <pre className={styles.message} tabIndex={0}>
            {message.content}
          </pre>
        </div>
      ))}
    </>
  );
}
