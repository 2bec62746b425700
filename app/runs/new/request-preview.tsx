'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { RequestPreview as RequestPreviewData } from '#lib/pipeline/preview-request.ts';
import { ChatMessages } from '../../_ui/chat-messages.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { type PreviewAnswer, previewAction } from './actions.ts';
import type { FormValues } from './form-values.ts';
import styles from './request-preview.module.css';

/** The exact request of the plan for each template, rendered when asked for. */
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
  if (answer.previews.length === 0) return <Notice kind="note">{t('nothing')}</Notice>;
  return answer.previews.map((preview) => <Request key={preview.templateId} preview={preview} />);
}

function Request({ preview }: { preview: RequestPreviewData }) {
  const t = useTranslations('preview');
  const { promptKey, shownFirst, shownSecond, templateId, templateVersion, messages } = preview;
  const template = `${templateId} ${templateVersion}`;
  return (
    <>
      <p className={styles.about}>{t('about', { promptKey, shownFirst, shownSecond, template })}</p>
      <ChatMessages messages={messages} />
    </>
  );
}
