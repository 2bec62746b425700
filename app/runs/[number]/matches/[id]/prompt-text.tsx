import { useTranslations } from 'next-intl';
import type { MatchDetail } from '#lib/db/match-detail.ts';
import { Markdown } from '../../../../_ui/markdown/markdown.tsx';
import styles from './prompt-text.module.css';

/** What was asked, turn by turn, with what came with it. */
export function PromptText({ match }: { match: MatchDetail }) {
  const t = useTranslations('match');
  const { promptTurns, context, reference } = match;
  return (
    <section className={styles.prompt} aria-labelledby="prompt-title">
      <h2 id="prompt-title">{t('prompt')}</h2>
      {promptTurns.map((turn, index) => (
        <div key={index} className={styles.turn}>
          {promptTurns.length > 1 && <h3>{t('turn', { turn: index + 1 })}</h3>}
          <Markdown id={`prompt-${index}`}>{turn}</Markdown>
        </div>
      ))}
      {context !== null && (
        <details className={styles.more}>
          <summary>{t('context')}</summary>
          <Markdown id="context">{context}</Markdown>
        </details>
      )}
      {reference.length > 0 && (
        <details className={styles.more}>
          <summary>{t('reference')}</summary>
          {reference.map((turn, index) => (
            <Markdown key={index} id={`reference-${index}`}>
              {turn}
            </Markdown>
          ))}
        </details>
      )}
    </section>
  );
}
