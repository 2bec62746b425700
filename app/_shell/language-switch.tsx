'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { chooseLocale } from '../_i18n/choose-locale.ts';
import { Icon } from '../_ui/icon.tsx';
import styles from './navigation.module.css';

/** Offers the other language, in that language. */
export function LanguageSwitch() {
  const t = useTranslations('shell');
  const router = useRouter();
  const [pending, start] = useTransition();
  const other = useLocale() === 'en' ? 'ko' : 'en';
  const choose = () =>
    start(async () => {
      await chooseLocale(other);
      router.refresh();
    });
  return (
    <button type="button" className={styles.switch} lang={other} onClick={choose} disabled={pending}>
      <Icon name="language" />
      <span className={styles.language}>{other === 'ko' ? t('korean') : t('english')}</span>
    </button>
  );
}
