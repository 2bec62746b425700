import { useTranslations } from 'next-intl';
import type { CallNote } from '#lib/db/notes.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useNoteWords } from '../../_ui/use-note-words.ts';
import { failureGroups } from './failure-groups.ts';
import styles from './failures.module.css';

/** What went wrong, by reason: what to do first, then what was said. Left out where the headline alone knows. */
export function Failures({ snapshot: { run, progress, coverage } }: { snapshot: RunSnapshot }) {
  const t = useTranslations('failures');
  const groups = failureGroups(progress.failures, { isPaused: run.state === 'PAUSED' });
  const hasEnded = run.endedAt !== null;
  if (groups.length === 0 && hasEnded && (run.state === 'FAILED' || coverage.withoutVerdict > 0)) return null;
  return (
    <section aria-labelledby="failures-title" className={styles.failures}>
      <h2 id="failures-title">{t('title')}</h2>
      {groups.length === 0 ? (
        <p className={styles.none}>{t(hasEnded ? 'noneAtAll' : 'none')}</p>
      ) : (
        <ul>
          {groups.map(({ reason, outcome, calls, example }) => (
            <li key={`${reason} ${outcome}`} data-outcome={outcome}>
              <p className={styles.fix}>
                {t(`fix_${reason}`)} <span className={styles.count}>{t(`outcome_${outcome}`, { calls })}</span>
              </p>
              <Example note={example} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What was found, in the page's language, and what others said, in theirs. */
function Example({ note }: { note: CallNote }) {
  const { text, said } = useNoteWords().call(note);
  return (
    <p className={styles.example} title={said ?? undefined}>
      {text} {said && <q lang="en">{said}</q>}
    </p>
  );
}
