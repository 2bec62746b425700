'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CallTexts } from '#lib/db/match-detail.ts';
import styles from './call-texts.module.css';

/** Fetches, when asked, what exactly was sent and what came back. */
export function CallTextsButton({ path }: { path: string }) {
  const t = useTranslations('match');
  const [texts, setTexts] = useState<CallTexts | 'loading' | 'none' | 'failed' | null>(null);
  const isOpen = texts !== null;
  const toggle = async () => {
    if (isOpen) return setTexts(null);
    setTexts('loading');
    const response = await fetch(path).catch(() => null);
    if (response?.ok) setTexts((await response.json()) as CallTexts);
    else setTexts(response?.status === 404 ? 'none' : 'failed');
  };
  return (
    <>
      <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={toggle}>
        {t(isOpen ? 'hideTexts' : 'showTexts')}
      </button>
      <div aria-live="polite">
        {texts === 'loading' && <p className={styles.status}>{t('loadingTexts')}</p>}
        {texts === 'none' && <p className={styles.status}>{t('noTexts')}</p>}
        {texts === 'failed' && <p className={styles.status}>{t('failedTexts')}</p>}
        {texts !== null && typeof texts === 'object' && <Texts texts={texts} />}
      </div>
    </>
  );
}

function Texts({ texts }: { texts: CallTexts }) {
  const t = useTranslations('match');
  const system = texts.instructions === '' ? [] : [{ role: 'system' as const, content: texts.instructions }];
  return (
    <>
      <Text title={t('reply')}>{texts.reply}</Text>
      {[...system, ...texts.messages].map(({ role, content }, index) => (
        <Text key={index} title={t(`role_${role}`)}>
          {content}
        </Text>
      ))}
    </>
  );
}

function Text({ title, children }: { title: string; children: string }) {
  return (
    <>
      <p className={styles.title}>{title}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message is scrolled, by keyboard too. */}
      <pre className={styles.text} tabIndex={0}>
        {children}
      </pre>
    </>
  );
}
