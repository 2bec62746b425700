import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AnswerText } from '#lib/db/prompt-pages.ts';
import { ContestantName } from '../../../../_ui/contestant-name.tsx';
import table from '../../../../_ui/table.module.css';
import styles from './prompt.module.css';
import { TextBlock } from './text-block.tsx';

/** All answers to a prompt, side by side where there is room, and who gave none. */
export function Answers(props: {
  answers: readonly AnswerText[];
  missing: readonly string[];
  colours: Record<string, string>;
}) {
  const t = useTranslations('benchmarks');
  return (
    <section className={table.section}>
      <h2>{t('answers')}</h2>
      {props.missing.length > 0 && (
        <p className={styles.missing}>{t('withoutAnswer', { names: props.missing.join(', ') })}</p>
      )}
      <div className={styles.answers}>
        {props.answers.map((answer) => (
          <article key={answer.contestantId} className={styles.answer}>
            <h3>
              <Link href={`/contestants/${answer.contestantId}`}>
                <ContestantName name={answer.contestant} colour={props.colours[answer.contestant]} />
              </Link>
            </h3>
            <TextBlock label={t('answer_')} turns={answer.turns} />
          </article>
        ))}
      </div>
    </section>
  );
}
