import { useTranslations } from 'next-intl';
import type { ChatMessage } from '#lib/chat/chat-model.ts';
import styles from './chat-messages.module.css';

/** The messages of a request, byte for byte. */
export function ChatMessages({ messages }: { messages: readonly ChatMessage[] }) {
  const t = useTranslations('preview');
  return messages.map((message, index) => (
    <div key={index}>
      <p className={styles.role}>{t(`role_${message.role}`)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message is scrolled, by keyboard too. */}
      <pre className={styles.message} tabIndex={0}>
        {message.content}
      </pre>
    </div>
  ));
}
