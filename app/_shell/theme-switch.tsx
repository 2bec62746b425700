'use client';

import { useMantineColorScheme } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Icon } from '../_ui/icon.tsx';
import styles from './navigation.module.css';

/** Switches between light and dark. Which one is drawn is decided by CSS: the server does not know it. */
export function ThemeSwitch() {
  const t = useTranslations('shell');
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <button
      type="button"
      className={styles.switch}
      onClick={toggleColorScheme}
      aria-label={t('theme')}
      title={t('theme')}
    >
      <Icon name="contrast" />
      <span className={styles.label}>{t('theme')}</span>
    </button>
  );
}
