import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import styles from './run.module.css';
import type { NoticeWish } from './use-notice-wish.ts';

/** Whether the browser tells when the run pauses or ends, from another tab too. */
export function NoticeSwitch({ wish }: { wish: NoticeWish }) {
  const t = useTranslations('trial');
  return (
    <Switch
      className={styles.notices}
      checked={wish.isOn}
      disabled={!wish.isPossible}
      onChange={(event) => wish.set(event.currentTarget.checked)}
      label={t('tellMe')}
      description={t(wish.isPossible ? 'tellMeEffect' : 'tellMeImpossible')}
    />
  );
}
