import { useTranslations } from 'next-intl';
import { ITEM_THRESHOLDS, type ItemThresholds } from '#lib/feedback/item-analysis.ts';
import { Help } from '../../../_ui/help.tsx';
import styles from './items.module.css';

const FIELDS = ['minimum', 'saturated', 'noisy', 'surprise', 'discrimination', 'duplicate'] as const;

/** From where on a prompt is flagged: a form whose answer is the page's address. */
export function ThresholdForm(props: { path: string; thresholds: ItemThresholds; showsAll: boolean }) {
  const t = useTranslations('items');
  const { thresholds } = props;
  const isChanged = FIELDS.some((field) => thresholds[field] !== ITEM_THRESHOLDS[field]);
  return (
    <details className={styles.thresholds} open={isChanged}>
      <summary>{t('thresholds')}</summary>
      <form action={props.path} className={styles.form}>
        {FIELDS.map((field) => (
          <div key={field} className={styles.field}>
            <span className={styles.label}>
              <label htmlFor={`threshold-${field}`}>{t(`threshold_${field}`)}</label>{' '}
              <Help>{t(`threshold_${field}_help`)}</Help>
            </span>
            <input id={`threshold-${field}`} name={field} inputMode="decimal" defaultValue={thresholds[field]} />
          </div>
        ))}
        <label className={styles.check}>
          <input type="checkbox" name="show" value="all" defaultChecked={props.showsAll} />
          {t('showAll')}
        </label>
        <button type="submit" className="button" data-quiet>
          {t('apply')}
        </button>
      </form>
    </details>
  );
}
