import { useTranslations } from 'next-intl';
import type { RunSnapshot } from '../../_data/run-snapshot.ts';
import { useJuryWords } from '../../_ui/use-jury-words.ts';
import styles from './run.module.css';

/** What was decided before the run; it does not change. */
export function RunSettingsList({ run }: { run: RunSnapshot['run'] }) {
  const t = useTranslations('newRun');
  const own = useTranslations('run');
  const jury = useJuryWords();
  /** What only matters where judges are asked. */
  const asked: [string, string][] = [
    [t('inFlight'), String(run.inFlight)],
    [t('cache'), t(`cache_${run.cacheMode}`)],
  ];
  const lines: [string, string][] = [
    [t('benchmark'), own('version', { benchmark: run.benchmark, version: run.benchmarkVersion })],
    ...jury(run),
    [t('schedule'), t(`schedule_${run.schedule}`)],
    [t('orders'), t(run.bothOrders ? 'orders_both' : 'orders_one')],
    [t('seed'), run.seed],
    ...(run.schedule === 'imported' ? [] : asked),
  ];
  return (
    <details className={styles.settings}>
      <summary>{own('settings')}</summary>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
