import { useTranslations } from 'next-intl';
import type { AttemptDetail } from '#lib/db/match-detail.ts';
import { Unknown } from '../../../../_ui/unknown.tsx';
import { useNoteWords } from '../../../../_ui/use-note-words.ts';
import { useNumbers } from '../../../../_ui/use-numbers.ts';
import styles from './judgements.module.css';

/** Every try to get a judgement: what it used, cost and took, and what went wrong. */
export function Attempts({ attempts }: { attempts: readonly AttemptDetail[] }) {
  const t = useTranslations('match');
  if (attempts.length === 0) return null;
  return (
    <ul className={styles.attempts}>
      {attempts.map((attempt) => (
        <li key={attempt.n}>
          {attempts.length > 1 && `${t('attempt', { number: attempt.n })}: `}
          <Spent attempt={attempt} />
          <Note attempt={attempt} />
        </li>
      ))}
    </ul>
  );
}

function Spent({ attempt }: { attempt: AttemptDetail }) {
  const t = useTranslations('match');
  const numbers = useNumbers();
  const { inputTokens, outputTokens, cost, latencyMs, servedModel } = attempt;
  const isAnswered = inputTokens !== null && outputTokens !== null;
  return (
    <>
      {isAnswered ? (
        t('tokens', { input: numbers.count(inputTokens), output: numbers.count(outputTokens) })
      ) : (
        <Unknown reason={t('tokensUnknown')} />
      )}
      {' · '}
      {cost === null ? <Unknown reason={t('costUnknown')} /> : numbers.money(cost)}
      {latencyMs !== null &&
        ` · ${latencyMs < 1000 ? t('latencyMs', { latencyMs }) : t('latency', { seconds: (latencyMs / 1000).toFixed(1) })}`}
      {servedModel !== null && ` · ${servedModel}`}
    </>
  );
}

function Note({ attempt: { note, httpStatus, outcome } }: { attempt: AttemptDetail }) {
  const t = useTranslations('match');
  const { call } = useNoteWords();
  const { text, said } = note ? call(note) : { text: null, said: null };
  if (outcome === null) return ` · ${t('underWay')}`;
  if (!note) return null;
  return (
    <span className={styles.note}>
      {' · '}
      {httpStatus !== null && httpStatus !== 200 && `HTTP ${httpStatus} `}
      {text} {said && <q>{said}</q>}
    </span>
  );
}
