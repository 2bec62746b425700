'use client';

import { Tooltip } from '@mantine/core';
import { useTranslations } from 'next-intl';
import styles from './help.module.css';

const WIDTH = 280;

/** A "?" beside a word that a new colleague may not know: by pointer, by touch and by keyboard. */
export function Help({ children }: { children: string }) {
  const t = useTranslations('words');
  return (
    <Tooltip label={children} multiline w={WIDTH} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={styles.help} aria-label={t('help')}>
        <span className={styles.mark} aria-hidden="true">
          ?
        </span>
      </button>
    </Tooltip>
  );
}
