import { useTranslations } from 'next-intl';
import type { SettingDifference } from '#lib/pipeline/settings-difference.ts';
import styles from './setting-changes.module.css';

const NAMED = [
  'contestants',
  'schedule',
  'anchors',
  'bothOrders',
  'seed',
  'inFlight',
  'maxCalls',
  'maxCost',
  'cacheMode',
  'judge_endpoint',
  'judge_model',
  'judge_temperature',
  'judge_maxOutputTokens',
  'judge_timeoutMs',
  'judge_inputPrice',
  'judge_outputPrice',
] as const;

/** Which settings are other than they were. */
export function SettingChanges(props: { title: string; none: string; changes: readonly SettingDifference[] }) {
  const t = useTranslations('settings');
  if (props.changes.length === 0) return <p className={styles.none}>{props.none}</p>;
  return (
    <div className={styles.changes}>
      <p className={styles.title}>{props.title}</p>
      <ul>
        {props.changes.map(({ field, before, after }) => {
          const name = NAMED.find((one) => one === field.replace('.', '_'));
          return (
            <li key={field}>
              {name ? t(name) : <code>{field}</code>}: <Value field={field} value={before} />{' '}
              <span aria-hidden="true">→</span>
              <span className="visually-hidden">{t('became')}</span> <Value field={field} value={after} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const SCHEDULES = ['knockout', 'league', 'random', 'anchored'] as const;
const CACHE_MODES = ['use', 'bypass', 'refresh'] as const;

function Value({ field, value }: { field: string; value: unknown }) {
  const t = useTranslations('settings');
  const words = useTranslations('newRun');
  const schedule = field === 'schedule' && SCHEDULES.find((one) => one === value);
  if (schedule) return words(`schedule_${schedule}`);
  const cacheMode = field === 'cacheMode' && CACHE_MODES.find((one) => one === value);
  if (cacheMode) return words(`cache_${cacheMode}`);
  if (value === null || value === undefined) return t('unset');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.length === 0 ? t('unset') : value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
