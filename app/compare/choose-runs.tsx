import { useTranslations } from 'next-intl';
import type { RunRow } from '#lib/db/run-row.ts';
import styles from './compare.module.css';

/** Which two runs, and whether one contestant stands for another: a form whose answer is the page's address. */
export function ChooseRuns(props: {
  runs: readonly RunRow[];
  first: RunRow | null;
  second: RunRow | null;
  firstNames: readonly string[];
  secondNames: readonly string[];
  subject: { first: string; second: string };
}) {
  const t = useTranslations('compare');
  const { runs, first, second, subject } = props;
  if (runs.length === 0) return <p>{t('noRuns')}</p>;
  return (
    <form className={styles.choose} action="/compare">
      <RunChoice name="a" label={t('first')} runs={runs} chosen={first} />
      <RunChoice name="b" label={t('second')} runs={runs} chosen={second} />
      {first && second && (
        <>
          <NameChoice name="x" label={t('subjectFirst')} names={props.firstNames} chosen={subject.first} />
          <NameChoice name="y" label={t('subjectSecond')} names={props.secondNames} chosen={subject.second} />
        </>
      )}
      <button type="submit" className="button" data-quiet={(first && second) || undefined}>
        {t('compare')}
      </button>
    </form>
  );
}

function RunChoice(props: { name: string; label: string; runs: readonly RunRow[]; chosen: RunRow | null }) {
  return (
    <label>
      {props.label}
      <select name={props.name} defaultValue={props.chosen?.number ?? props.runs[0]?.number}>
        {props.runs.map((run) => (
          <option key={run.number} value={run.number}>
            #{run.number} {run.name ?? run.benchmark} · {run.judgeName}
          </option>
        ))}
      </select>
    </label>
  );
}

function NameChoice(props: { name: string; label: string; names: readonly string[]; chosen: string }) {
  const t = useTranslations('compare');
  return (
    <label>
      {props.label}
      <select name={props.name} defaultValue={props.chosen}>
        <option value="">{t(props.name === 'x' ? 'everybody' : 'sameName')}</option>
        {props.names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
