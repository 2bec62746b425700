import { useTranslations } from 'next-intl';
import type { CallNote } from '#lib/db/notes.ts';
import type { RunProgress } from '#lib/db/run-progress.ts';
import { useNoteWords } from '../../_ui/use-note-words.ts';
import { failureGroups } from './failure-groups.ts';
import styles from './failures.module.css';

/** What went wrong, by reason: what to do first, then what was said. */
export function Failures({ failures, isPaused }: { failures: RunProgress['failures']; isPaused: boolean }) {
  const t = useTranslations('failures');
  const groups = failureGroups(failures, { isPaused });
  return (
    <section aria-labelledby="failures-title" className={styles.failures}>
      <h2 id="failures-title">{t('title')}</h2>
      {groups.length === 0 ? (
        <p className={styles.none}>{t('none')}</p>
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
