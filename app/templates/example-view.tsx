import { useTranslations } from 'next-intl';
import type { ExampleRequest } from '#lib/pipeline/example-request.ts';
import { ChatMessages } from '../_ui/chat-messages.tsx';
import { Notice } from '../_ui/notice.tsx';
import styles from './templates.module.css';

/** A request of a template as it would be sent, or why there is none. */
export function ExampleView({ benchmark, example }: { benchmark: string; example: ExampleRequest }) {
  const t = useTranslations('templates');
  if (example.kind === 'lacking')
    return <Notice kind="note">{t('lacking', { benchmark, names: example.requires.join(', ') })}</Notice>;
  if (example.kind === 'no-answers') return <Notice kind="note">{t('noAnswers', { benchmark })}</Notice>;
  const { promptKey, shownFirst, shownSecond, messages } = example;
  return (
    <>
      <p className={styles.soft}>{t('exampleOf', { benchmark, promptKey, shownFirst, shownSecond })}</p>
      <ChatMessages messages={messages} />
    </>
  );
}
