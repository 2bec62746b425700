import { useTranslations } from 'next-intl';
import { forecastOf } from '#lib/pipeline/run-forecast.ts';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useNumbers } from '../../_ui/use-numbers.ts';
import styles from './status-bar.module.css';

const PARTS = ['DONE', 'UNUSABLE', 'FAILED', 'CLAIMED', 'BLOCKED', 'READY', 'CANCELLED', 'later'] as const;
type Part = (typeof PARTS)[number];

/** All calls of the run by state: one bar, and its twin in words. */
export function StatusBar({ snapshot }: { snapshot: RunSnapshot }) {
  const t = useTranslations('callState');
  const run = useTranslations('run');
  const numbers = useNumbers();
  const { done, total } = forecastOf(snapshot);
  const counts = countsOf(snapshot, total);
  const shown = PARTS.filter((part) => counts[part] > 0);
  const share = total === 0 ? 0 : Math.floor((100 * done) / total);
  return (
    <section aria-labelledby="progress-title">
      <h2 className="visually-hidden" id="progress-title">
        {run('progress')}
      </h2>
      <div
        className={styles.bar}
        role="progressbar"
        aria-labelledby="progress-title"
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuetext={run('progressText', { done: numbers.count(done), total: numbers.count(total) })}
      >
        {shown.map((part) => (
          <div
            key={part}
            data-part={part}
            style={{ flexGrow: counts[part] }}
            title={`${t(part)}: ${numbers.count(counts[part])}`}
          />
        ))}
      </div>
      <dl className={styles.legend}>
        {shown.map((part) => (
          <div key={part}>
            <dt>
              <span className={styles.mark} data-part={part} aria-hidden="true" />
              {t(part)}
            </dt>
            <dd>{numbers.count(counts[part])}</dd>
          </div>
        ))}
      </dl>
      {/* Announced at each tenth, not twice a second. */}
      <p className="visually-hidden" role="status">
        {run('percent', { share: share - (share % 10) })}
      </p>
    </section>
  );
}

/** Calls by state; those of rounds to come have no row yet, or wait for one. */
function countsOf({ progress }: RunSnapshot, total: number): Record<Part, number> {
  const of = (status: string) => progress.calls[status] ?? 0;
  const counts = Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Record<Part, number>;
  const known = PARTS.reduce((sum, part) => sum + counts[part], 0);
  return { ...counts, later: Math.max(0, total - known) };
}
